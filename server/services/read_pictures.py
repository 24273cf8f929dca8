"""Photos and signatures as a document prints them: photos scaled to what paper can show, signatures as the path of an SVG."""

from __future__ import annotations

import io
import json
import warnings
from dataclasses import dataclass
from typing import Protocol

from PIL import Image, ImageOps

from server.documents.definition import Strokes
from sync.attachments import PREFIX

LONGEST_SIDE = 945
"""Pixels: 80 mm at 300 dpi, the widest a photo stands on a page (pdf.md)."""
MOST_PIXELS = 64_000_000
QUALITY = 78
MOST_POINTS = 20_000


class Files(Protocol):
    def get(self, sha256: str) -> bytes | None: ...


@dataclass(frozen=True)
class ReadPictures:
    files: Files

    def __call__(self, branch_id: str, name: str) -> bytes | Strokes | None:
        """None for what is not here or is no picture: the document then says so in its place."""
        content = self.files.get(name.removeprefix(PREFIX))
        if content is None:
            return None
        return strokes_of(content) if content.lstrip()[:1] == b"{" else printable(content)


def printable(content: bytes) -> bytes | None:
    """A JPEG without metadata whose longest side is at most LONGEST_SIDE pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return None
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                made = io.BytesIO()
                upright.save(made, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return made.getvalue()


def strokes_of(content: bytes) -> Strokes | None:
    """`{"v": 1, "width", "height", "strokes": [[[x, y, ms], …], …]}` as it was drawn on the tablet."""
    try:
        drawn = json.loads(content)
        width, height = int(drawn["width"]), int(drawn["height"])
        strokes = [[(int(x), int(y)) for x, y, _ in stroke] for stroke in drawn["strokes"] if stroke]
    except (ValueError, TypeError, KeyError):
        return None
    if not strokes or width <= 0 or height <= 0 or sum(map(len, strokes)) > MOST_POINTS:
        return None
    return Strokes(width, height, "".join(_path(stroke) for stroke in strokes))


def _path(stroke: list[tuple[int, int]]) -> str:
    (x, y), *rest = stroke
    # A single touch is a dot.
    return f"M{x} {y}" + ("".join(f"L{right} {down}" for right, down in rest) or "h0.1")
