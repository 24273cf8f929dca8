"""What stands on an issued paper."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader


def text_of(file: Path) -> str:
    """As one line: where the paper breaks a sentence is no matter here."""
    return "".join(page.extract_text() for page in PdfReader(file).pages).replace("\n", "")
