"""What stands on an issued paper."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from pypdf import PdfReader

# A printing browser names a glyph by the first of the characters that share it: often the radical instead of the
# ideograph, and for 户 a radical that stands for its traditional form.
RADICALS = re.compile("[\u2e80-\u2fdf]")
TRADITIONAL = str.maketrans({"戶": "户"})


def text_of(file: Path) -> str:
    """As one line: where the paper breaks a sentence is no matter here. Radicals are the ideographs they look like."""
    printed = "".join(page.extract_text() for page in PdfReader(file).pages).replace("\n", "")
    return RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), printed).translate(TRADITIONAL)
