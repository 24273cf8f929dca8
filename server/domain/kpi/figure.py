"""A figure: exact integers, compared with its target before anything is rounded (domain.md §4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from server.domain.shares import few

Sort = Literal["share", "count", "mean"]
Bound = Literal["at_least", "at_most"]
Status = Literal["met", "not_met", "no_sample", "open", "shown"]
"""`no_sample` is neither 0 nor 100 % and is not met; `open` is not due yet; `shown` is not judged at all."""

WORST_FIRST: tuple[Status, ...] = ("not_met", "no_sample", "open", "met")


class Target(NamedTuple):
    """以上 and 以内 include the number itself. `unit` is `percent` or `count`."""

    bound: Bound
    value: int
    unit: Literal["percent", "count"]

    @property
    def text(self) -> str:
        sign = "≥" if self.bound == "at_least" else "≤"
        return f"{sign}{self.value}{'%' if self.unit == 'percent' else ''}"


class Figure(NamedTuple):
    """`period` is the code of the period it is about. A `count` has no denominator. `months` are the statuses by which a
    figure that is judged month by month stands in a longer period."""

    code: str
    zh: str
    en: str
    sort: Sort
    period: str
    numerator: int
    denominator: int
    target: Target | None
    status: Status
    small_sample: bool = False

    @property
    def value(self) -> str | None:
        """As people read it, two decimals; None without a sample."""
        if self.sort == "count":
            return str(self.numerator)
        if self.denominator == 0:
            return None
        if self.sort == "share":
            return f"{two_decimals(self.numerator * 100, self.denominator)}%"
        return two_decimals(self.numerator, self.denominator)


def share(
    code: str,
    zh: str,
    en: str,
    period: str,
    sums: tuple[int, int],
    target: Target | None,
    small_below: int | None = None,
    sample: int | None = None,
) -> Figure:
    """A part of a whole. Without a target in force it is only shown. `sample` where the whole does not count what was looked at."""
    part, whole = sums
    small = few(whole if sample is None else sample, small_below or 0)
    return Figure(code, zh, en, "share", period, part, whole, target, judged(part, whole, target), small)


def count(code: str, zh: str, en: str, period: str, number: int, target: Target | None, *, over: bool) -> Figure:
    """What is not reached stays open until its time is `over`."""
    status: Status = "shown" if target is None else "met" if reaches(number, 1, target) else "not_met"
    return Figure(
        code, zh, en, "count", period, number, 0, target, "open" if status == "not_met" and not over else status
    )


def mean(code: str, zh: str, en: str, period: str, sums: tuple[int, int], small_below: int | None = None) -> Figure:
    total, number = sums
    return Figure(code, zh, en, "mean", period, total, number, None, "shown", few(number, small_below or 0))


def judged(part: int, whole: int, target: Target | None) -> Status:
    if target is None:
        return "shown"
    if whole == 0:
        return "no_sample"
    return "met" if reaches(part * (100 if target.unit == "percent" else 1), whole, target) else "not_met"


def reaches(part: int, whole: int, target: Target) -> bool:
    bound = target.value * whole
    return part >= bound if target.bound == "at_least" else part <= bound


def worst(statuses: Iterable[Status]) -> Status:
    """What a KPI is whose figures stand like this; those only shown say nothing."""
    found = set(statuses)
    return next((status for status in WORST_FIRST if status in found), "shown")


def two_decimals(numerator: int, denominator: int) -> str:
    """Half away from zero, as on paper. On integers alone: a branch of a thousand waits for no fractions."""
    hundredths = (abs(numerator) * 200 + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"
