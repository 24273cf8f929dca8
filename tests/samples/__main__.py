"""`make documents OUT=folder`: every template with realistic, minimal and extreme data, signed, one PDF each, and looked at by machines.

Each file is validated (signature, PDF/A-3a, PDF/UA-1) and measured; `contact-sheet.png` shows the first page of each.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from server.documents.render_process import RenderedFile
from tests.archive_check import faults
from tests.papers import made
from tests.samples import all_samples
from tests.samples.contact_sheet import contact_sheet
from tests.samples.signed import Signatures

TIMES = 3
"""How often a sample is made: the median is told."""


@dataclass(frozen=True)
class Made:
    name: str
    file: RenderedFile
    milliseconds: float


def make_all(signatures: Signatures) -> Iterator[Made]:
    for name, sample in all_samples().items():
        taken, signed = [], None
        for _ in range(TIMES):
            printed = sample()
            began = time.perf_counter()
            file = made(printed)
            signed = RenderedFile(signatures.sign(file.pdf), file.pages)
            taken.append((time.perf_counter() - began) * 1000)
        assert signed is not None
        yield Made(name, signed, statistics.median(taken))


def report(each: Made, found: Sequence[str]) -> str:
    size = f"{len(each.file.pdf) / 1000:7.0f} kB"
    said = "ok" if not found else "; ".join(found)
    return f"{each.name:<24} {each.file.pages:>4} p {size} {each.milliseconds:7.0f} ms  {said}"


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    signatures, wrong = Signatures.of_a_branch(), 0
    for each in make_all(signatures):
        path = folder / f"{each.name}.pdf"
        path.write_bytes(each.file.pdf)
        found = [*signatures.faults(path), *faults(path)]
        wrong += bool(found)
        print(report(each, found), flush=True)
    contact_sheet(folder, list(all_samples()), folder / "contact-sheet.png")
    print(f"{len(all_samples())} documents, {wrong} with faults, in {folder}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
