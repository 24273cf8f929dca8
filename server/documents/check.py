"""The self-check before issue: what people would only find out when they hold the paper (design.md §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import TextBox

from server.documents.faults import RenderFault

MOST_PAGES = 200
NOTDEF = ".notdef"


def refuse_flawed(document: Document, warnings: Sequence[str], serial: str) -> None:
    """Call after the PDF was written: only then is it known which glyphs were drawn."""
    if len(document.pages) > MOST_PAGES:
        raise RenderFault("too_many_pages")
    if any(NOTDEF in warning for warning in warnings) or any(font.missing for font in document.fonts.values()):
        raise RenderFault("missing_glyph")
    if not all("".join(_texts(page)).strip() for page in document.pages):
        raise RenderFault("blank_page")
    if not _extractable(document) or serial not in "".join(_texts(document.pages[0], margins=True)):
        raise RenderFault("no_text")


def _texts(page: Any, *, margins: bool = False) -> Iterator[str]:
    """The drawn texts; without the margins, which say something on an empty page too."""
    boxes = page._page_box.children
    for part in boxes if margins else boxes[:1]:
        yield from (box.text for box in part.descendants() if isinstance(box, TextBox))


def _extractable(document: Document) -> bool:
    """Every glyph drawn says which characters it stands for."""
    return all(set(font.widths) - {0} <= set(font.to_unicode) for font in document.fonts.values())
