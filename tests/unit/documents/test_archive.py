"""The standards of archives and of people who cannot see: one case of every template, judged by veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.archive_check import faults
from tests.papers import made, read, sheet
from tests.samples import all_samples
from tests.samples.signed import Signatures

REALISTIC = {name: make for name, make in all_samples().items() if name.endswith("-realistic")}


@pytest.mark.long
def test_every_document_meets_pdf_a_3a_and_pdf_ua_1_at_once_when_it_is_signed(tmp_path: Path) -> None:
    """In one test, so that one JVM judges them all; the signature itself is judged by two validators."""
    signatures, wrong = Signatures.of_a_branch(), {}
    for name, make in REALISTIC.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(signatures.sign(made(make()).pdf))
        wrong[name] = [*signatures.faults(file), *faults(file)]
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_file_that_says_nothing_of_itself_is_found_by_both(tmp_path: Path) -> None:
    file, blank = tmp_path / "blank.pdf", PdfWriter()
    blank.add_blank_page(200, 200)
    blank.write(file)
    found = faults(file)
    assert {fault.split(" ")[0] for fault in found} == {"PDF/A-3a", "PDF/UA-1"}


def test_a_single_mark_that_went_missing_is_found(tmp_path: Path) -> None:
    file, changed = tmp_path / "changed.pdf", PdfWriter(clone_from=read(made(sheet()).pdf))
    del changed.root_object["/Lang"]
    changed.write(file)
    assert [fault for fault in faults(file) if fault.startswith("PDF/UA-1 7.2")] != []
