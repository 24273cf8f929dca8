"""What a KPI is: which kinds it counts, what each record contributes, and which figures follow from the sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from server.domain.kpi.contribution import Contribution
from server.domain.kpi.fact import Fact, House
from server.domain.kpi.figure import Bound, Figure, Target
from server.domain.periods import Period, Span, months_in, period_of
from sync.server.state import RecordState

Sums = Mapping[tuple[str, str], tuple[int, int]]
"""By month and measure, of one person or of the branch."""


@dataclass(frozen=True)
class Reason:
    """Why a record counts, or does not."""

    zh: str
    en: str
    counts: bool = False


Setting = Callable[[str, Period], int | None]
"""The house's figure of that code, as it was in force when the period began."""


@dataclass(frozen=True)
class View:
    """What figures are worked out from: the sums of whoever is looked at. `now` tells
    which periods are over."""

    period: Period
    sums: Sums
    setting: Setting
    now: datetime
    of_person: bool = False

    def over(self, period: Period) -> bool:
        return period.end <= self.now

    def total(self, measure: str, period: Period) -> tuple[int, int]:
        return total(self.sums, measure, period)

    def target(self, bound: Bound, code: str, unit: str, period: Period) -> Target | None:
        value = self.setting(code, period)
        return None if value is None else Target(bound, value, "percent" if unit == "percent" else "count")

    def around(self, span: Span) -> Period:
        """The longer period in which the one looked at lies; itself where it is as long."""
        return self.period if self.period.span == span else period_of(span, self.period.first)


def total(sums: Sums, measure: str, period: Period) -> tuple[int, int]:
    numerator = denominator = 0
    for month in months_in(period):
        found = sums.get((month, measure))
        if found is not None:
            numerator, denominator = numerator + found[0], denominator + found[1]
    return numerator, denominator


@dataclass(frozen=True)
class Kpi:
    """`fact` says what is kept of a record (None where it is none of the KPI's), `judge` what facts that hang together
    contribute: one contribution at least for each of them. `spans` are the periods whose figures are locked. `aims` are the
    figures that count what somebody works towards, each with its measure word, `watched` the kinds in which records made for the
    figure would show. `also` names further months that its figures look at, for those of `also_measures`."""

    code: str
    zh: str
    en: str
    formula_zh: str
    formula_en: str
    kinds: tuple[str, ...]
    spans: tuple[Span, ...]
    reasons: Mapping[str, Reason]
    fact: Callable[[RecordState, House], Fact | None]
    judge: Callable[[Sequence[Fact]], Iterable[Contribution]]
    figures: Callable[[View], Sequence[Figure]]
    flags: Mapping[str, Reason]
    aims: Mapping[str, str] = field(default_factory=dict)
    watched: tuple[str, ...] = ()
    also: Callable[[Period, Setting], Sequence[str]] | None = None
    also_measures: tuple[str, ...] = ()

    def period_in(self, asked: Period) -> Period:
        """The period its figures are about when `asked` is looked at."""
        return asked if asked.span in self.spans else period_of(self.spans[0], asked.first)

    def months(self, asked: Period, setting: Setting) -> list[str]:
        """Every month whose sums its figures need."""
        return list(self.needed(asked, setting))

    def needed(self, asked: Period, setting: Setting) -> dict[str, tuple[str, ...]]:
        """By month how the measures begin whose sums its figures need."""
        more = self.also(asked, setting) if self.also else ()
        own = dict.fromkeys(months_in(self.period_in(asked)), (f"{self.code}.",))
        return dict.fromkeys(more, self.also_measures) | own
