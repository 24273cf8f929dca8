"""What a page of ours says, in its order and without its layout: what a peer is given to set anew.

Drawings (charts, seals, codes) are left out, so a peer that is measured with this does less than our page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

DRAWING = "svg"
UNSEEN = {"style", "script", "title"}
CELLS = {"td", "th"}
ASSET = "asset:"


@dataclass(frozen=True)
class Text:
    words: str


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    name: str


Block = Text | Row | Picture


@dataclass
class _Reader(HTMLParser):
    blocks: list[Block] = field(default_factory=list)
    hidden: int = 0
    row: list[str] | None = None
    in_cell: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src") or ""
        if tag == DRAWING or tag in UNSEEN:
            self.hidden += 1
        elif tag == "tr":
            self.row = []
        elif tag in CELLS and self.row is not None:
            self.row.append("")
            self.in_cell = True
        elif tag == "img" and source.startswith(ASSET):
            self.blocks.append(Picture(source))

    def handle_endtag(self, tag: str) -> None:
        if tag == DRAWING or tag in UNSEEN:
            self.hidden -= 1
        elif tag in CELLS:
            self.in_cell = False
        elif tag == "tr" and self.row is not None:
            self.blocks.append(Row(tuple(self.row)))
            self.row = None

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if self.hidden or not words:
            return
        if self.row is None:
            self.blocks.append(Text(words))
        elif self.in_cell:
            self.row[-1] += words


def blocks_of(html: str) -> Sequence[Block]:
    reader = _Reader()
    reader.feed(html)
    return reader.blocks
