"""What forms that are signed at the counter share: choices to tick, the grid of an amount, and what was filled in beforehand beside the
blank in which the whole of it is written by hand. The tablet does not hold whole document and account numbers, so those are boxes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from server.documents import amounts, chinese
from server.documents.shown import Shown

PLACES = "亿千百十万千百十元角分"
SIGN = "¥"


@dataclass(frozen=True)
class Tick:
    name: str
    chosen: bool


@dataclass(frozen=True)
class Sum:
    """A sum in the places of a form: one character each, the sign before the first digit. `places` are empty where it was not filled in
    or is too long for them."""

    digits: str
    capitals: str
    places: tuple[str, ...]


def ticks(shown: Shown, code: str, *only: str) -> tuple[Tick, ...]:
    """The options of a field, or some of them, with what was chosen."""
    given = shown.record.payload.get(code)
    options = shown.kind.by_code[code].options
    return tuple(Tick(each.zh, each.code == given) for each in options if not only or each.code in only)


def asked(*names: str) -> tuple[Tick, ...]:
    """Choices that are made on paper."""
    return tuple(Tick(name, False) for name in names)


def sum_of(cents: Any, currency: str = "人民币") -> Sum:
    if not isinstance(cents, int):
        return Sum("", "", ("",) * len(PLACES))
    return Sum(amounts.digits(cents), amounts.capitals(cents, currency), places_of(cents))


def places_of(cents: int) -> tuple[str, ...]:
    written = f"{SIGN}{cents}"
    if cents < 0 or len(written) > len(PLACES):
        return ()
    return tuple(each.strip() for each in written.rjust(len(PLACES)))


def name_of(person: Shown | None) -> str:
    """Masked, as it was filled in; the whole name is written beside it."""
    return "" if person is None or person.text("display_name") == chinese.ABSENT else person.text("display_name")
