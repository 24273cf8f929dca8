"""What is still missing towards a count, what that makes a working day, and what may be expected at the end.

The expectation takes the rate so far for what is left; its range is that of eight periods of ten if pieces of work come
independently of one another. It says nothing about whether they should be made: nobody is asked to register what did not happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt

EIGHT_OF_TEN = Fraction(1282, 1000)  # standard deviations on either side


@dataclass(frozen=True)
class WorkingDays:
    """Of a period: all of them, and those that are left, today among them until the bank closes. `elapsed` of `minutes` are the
    opening hours that have passed."""

    all: int
    left: int
    elapsed: int
    minutes: int

    @property
    def passed(self) -> int:
        return self.all - self.left


@dataclass(frozen=True)
class Forecast:
    low: int
    expected: int
    high: int


@dataclass(frozen=True)
class Pace:
    """`a_day` is None when no working day is left."""

    code: str
    zh: str
    en: str
    have: int
    target: int
    missing: int
    a_day: int | None
    forecast: Forecast | None


def pace(code: str, zh: str, en: str, have: int, target: int, days: WorkingDays) -> Pace:
    missing = max(0, target - have)
    a_day = None if days.left == 0 else -(-missing // days.left)
    return Pace(code, zh, en, have, target, missing, a_day, forecast(have, days))


def forecast(have: int, days: WorkingDays) -> Forecast | None:
    """None before the first working day has passed, and when nothing is left."""
    if days.passed == 0 or days.left == 0 or days.elapsed == 0:
        return None
    left = Fraction(days.minutes - days.elapsed, days.elapsed)
    more = have * left
    spread = EIGHT_OF_TEN * _root(more * (1 + left))
    return Forecast(have + max(0, floor(more - spread)), have + round(more), have - floor(-(more + spread)))


def _root(value: Fraction) -> Fraction:
    """To a thousandth."""
    return Fraction(isqrt(value.numerator * 1_000_000 // value.denominator), 1000)
