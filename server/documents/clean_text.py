"""Text as it may be printed: without characters that draw nothing, reorder what is read, or hang the layout.

Characters that merely have no glyph stay: a name must not lose one silently, so they stop the document instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

# Control, surrogates, private use and format characters, the bidi overrides among them.
DROPPED = frozenset({"Cc", "Cs", "Co", "Cf"})
# A line break, and the joiners that belong to a script's spelling.
KEPT = frozenset("\n\u200c\u200d")
LONGEST = 20_000
"""Code points of one text: WeasyPrint needs 15 s for a paragraph ten times as long."""


def clean(value: Any) -> Any:
    """The same structure of plain values: dataclasses become mappings, every text is cleaned."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: clean(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def clean_text(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in plain if char in KEPT or not _dropped(char))[:LONGEST]


def _dropped(char: str) -> bool:
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return noncharacter or unicodedata.category(char) in DROPPED
