"""A QR code as the path of an SVG, drawn with the page: no picture, sharp at every size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Modules of white around a code that stands alone; where the page leaves white around it, fewer do."""


@dataclass(frozen=True)
class Code:
    """`size` by `size` modules with the quiet zone, the dark ones as the path of an SVG: `path` to be filled, `lines` to be drawn
    one module wide, which takes less room in a file."""

    size: int
    path: str
    lines: str = ""


def code_of(text: str, *, error: str = "q", quiet: int = QUIET) -> Code:
    rows = list(segno.make(text, error=error, micro=False, boost_error=False).matrix_iter(border=quiet))
    runs = [(x, y, long) for y, row in enumerate(rows) for x, long in _runs(row)]
    path = "".join(f"M{x} {y}h{long}v1h-{long}z" for x, y, long in runs)
    return Code(len(rows), path, "".join(f"M{x} {y}.5h{long}" for x, y, long in runs))


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Dark modules beside each other are one rectangle: where it begins, and how long it is."""
    at = 0
    for dark, modules in groupby(row):
        long = len(list(modules))
        if dark:
            yield at, long
        at += long
