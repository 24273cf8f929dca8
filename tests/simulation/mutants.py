"""Proves that the simulation can fail: plants one bug after another into a copy of the tree, and each must be found.

`python -m tests.simulation.mutants [name …]`; the exit code is 1 when a planted bug survives, or no longer fits the source.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.simulation.node import REPOSITORY
from tests.simulation.planted import PLANTED, Bug

CARRIED = ("server", "sync", "tests/simulation", "pwa/src/generated")
SINGLE_FILES = ("tests/__init__.py", "tests/databases.py", "tests/tablets.py", "tests/worlds.py", "package.json")
INVARIANT = re.compile(r"^(I\d+|[A-Z]\w+)\b", re.MULTILINE)
SEED = re.compile(r"make simulate SEED=(\d+)")


class DoesNotFit(Exception):
    """The source has changed and the bug must be planted anew."""


@dataclass(frozen=True)
class Verdict:
    bug: Bug
    found_by: str | None
    seeds: int
    seconds: float

    def __str__(self) -> str:
        what = f"found by {self.found_by} after {self.seeds} seeds" if self.found_by else f"SURVIVED {self.seeds} seeds"
        return f"  {self.bug.name:<42} {what} ({self.seconds:.0f} s)"


def main(names: list[str]) -> int:
    chosen = [bug for bug in PLANTED if not names or bug.name in names]
    verdicts = []
    for bug in chosen:
        verdict = hunted(bug)
        verdicts.append(verdict)
        print(verdict, flush=True)
    survivors = [verdict.bug.name for verdict in verdicts if verdict.found_by is None]
    print(f"{len(verdicts) - len(survivors)} of {len(verdicts)} planted bugs found")
    return 1 if survivors or not verdicts else 0


def hunted(bug: Bug) -> Verdict:
    """Runs seeds on a copy of the tree that holds the bug, until one fails or there are no more."""
    started = time.monotonic()
    with copied_tree() as root:
        plant(bug, root)
        command = [sys.executable, "-m", "tests.simulation", "--db", bug.db, "--seeds", str(bug.seeds)]
        ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    if ended.returncode == 0:
        return Verdict(bug, None, bug.seeds, seconds)
    seed = SEED.search(ended.stderr)
    if seed is None:
        raise RuntimeError(f"{bug.name}: the simulation itself broke\n{ended.stderr[-2000:]}")
    found = INVARIANT.search(ended.stderr)
    return Verdict(bug, found[1] if found else "an error", int(seed[1]) + 1, seconds)


def plant(bug: Bug, root: Path) -> None:
    for file, right, wrong in bug.changes:
        source = (root / file).read_text(encoding="utf-8")
        if source.count(right) != 1:
            raise DoesNotFit(f"{bug.name}: {file} holds {source.count(right)} times:\n{right}")
        (root / file).write_text(source.replace(right, wrong), encoding="utf-8")


@contextmanager
def copied_tree() -> Iterator[Path]:
    """The parts of the repository that the simulation needs; the working tree is never touched."""
    with tempfile.TemporaryDirectory(prefix="lobby-mutant-") as folder:
        root = Path(folder)
        for name in CARRIED:
            shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in SINGLE_FILES:
            shutil.copyfile(REPOSITORY / name, root / name)
        (root / "node_modules").symlink_to(REPOSITORY / "node_modules")
        yield root


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
