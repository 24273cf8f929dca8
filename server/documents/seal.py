"""The seal block that ends a document: an electronic seal, what identifies the document, and the code that leads to its verification.

The seal is a drawing (an oval, no star, and it says what it is); what proves anything is the digital signature of the file. It is
made from what will be printed, so no deliverable and no template of one knows of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from server.documents.definition import Printed
from server.documents.printed_data import data_sha256, short_form
from server.documents.qr import Code, code_of

CENTRE, ARC = (200.0, 140.0), (160.0, 102.0)
"""The frame is 400 by 280; the name stands on the upper arc of an ellipse of these half axes."""
FROM, TO, STEPS = 194.0, 346.0, 400
LARGEST, WIDEST = 34.0, 48.0
BASE_LINE = 0.36
"""How far the middle of a character stands above its base line, in its size."""
QUIET = 2
"""The page leaves the rest of the white that a code needs around it."""


@dataclass(frozen=True)
class Letter:
    """One character of the name on the arc: where its middle stands, and how far it is turned, in degrees."""

    text: str
    x: float
    y: float
    turned: float


@dataclass(frozen=True)
class Seal:
    """`code` is the short form of the SHA-256 of what was printed; `address` opens the verification page, as does `qr`. The name
    is one text whose characters have places of their own, as an SVG lists them: a text for each would weigh three kilobytes."""

    owner: str
    size: float
    xs: str
    ys: str
    turns: str
    serial: str
    version: int
    code: str
    address: str
    qr: Code


@dataclass(frozen=True)
class Sealed:
    printed: Printed
    data_sha256: str


def sealed(printed: Printed, *, owner: str, serial: str, version: int, address: str) -> Sealed:
    """`owner` is the bank with the branch, as it stands on the seal."""
    sha256 = data_sha256(printed)
    letters, size = on_arc(owner)
    qr = code_of(address, error="m", quiet=QUIET)
    seal = Seal(owner, size, *_listed(letters, size), serial, version, short_form(sha256), address, qr)
    return Sealed(replace(printed, seal=seal), sha256)


def _listed(letters: tuple[Letter, ...], size: float) -> tuple[str, str, str]:
    """Where each character begins on its turned base line, whose middle is below that of the character."""
    xs, ys, turns = [], [], []
    for letter in letters:
        turned = math.radians(letter.turned)
        left, down = -size / 2, size * BASE_LINE
        xs.append(f"{letter.x + left * math.cos(turned) - down * math.sin(turned):.1f}")
        ys.append(f"{letter.y + left * math.sin(turned) + down * math.cos(turned):.1f}")
        turns.append(f"{letter.turned:.1f}")
    return " ".join(xs), " ".join(ys), " ".join(turns)


def on_arc(text: str) -> tuple[tuple[Letter, ...], float]:
    """The characters spread around the top of the ellipse by equal lengths, and their size: long names are set smaller."""
    places, lengths = _walk()
    step = min(WIDEST, lengths[-1] / max(len(text), 1))
    first = (lengths[-1] - step * (len(text) - 1)) / 2
    letters = tuple(_letter(char, first + step * number, places, lengths) for number, char in enumerate(text))
    return letters, round(min(LARGEST, step * 0.94), 1)


def _letter(char: str, along: float, places: list[float], lengths: list[float]) -> Letter:
    at = next((place for place, length in zip(places, lengths, strict=True) if length >= along), places[-1])
    x, y = _point(at)
    turned = math.degrees(math.atan2(ARC[1] * math.cos(at), -ARC[0] * math.sin(at)))
    return Letter(char, round(x, 1), round(y, 1), round(turned, 1))


def _walk() -> tuple[list[float], list[float]]:
    """Angles along the arc, and how long the way to each is."""
    places = [math.radians(FROM + (TO - FROM) * step / STEPS) for step in range(STEPS + 1)]
    lengths = [0.0]
    for before, after in pairwise(places):
        lengths.append(lengths[-1] + math.dist(_point(before), _point(after)))
    return places, lengths


def _point(angle: float) -> tuple[float, float]:
    return CENTRE[0] + ARC[0] * math.cos(angle), CENTRE[1] + ARC[1] * math.sin(angle)
