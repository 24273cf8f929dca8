"""Days, months and quarters of the bank: half-open spans in Asia/Shanghai (domain.md §4), and how each is written.

`2026-11-24` is a day, `2026-11` a month, `2026Q4` a quarter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Literal

from server.domain.moments import BANK_ZONE, bank_day

Span = Literal["day", "month", "quarter"]
MONTHS: dict[Span, int] = {"month": 1, "quarter": 3}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2998, 12, 31)
_DAY, _MONTH, _QUARTER = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}Q[1-4]")
_WEEKDAYS = "一二三四五六日"
_COUNTED = "一二三四"


@dataclass(frozen=True, order=True)
class Period:
    """`first` is its first day, `until` the first day after it."""

    first: date
    span: Span

    @property
    def until(self) -> date:
        return self.first + timedelta(days=1) if self.span == "day" else _months_on(self.first, MONTHS[self.span])

    @property
    def start(self) -> datetime:
        return datetime.combine(self.first, time.min, BANK_ZONE)

    @cached_property
    def end(self) -> datetime:
        """The instant from which everything belongs to the next one."""
        return datetime.combine(self.until, time.min, BANK_ZONE)

    @cached_property
    def code(self) -> str:
        if self.span == "day":
            return self.first.isoformat()
        return f"{self.first:%Y-%m}" if self.span == "month" else f"{self.first.year}Q{self._quarter}"

    @property
    def serial(self) -> str:
        """As it stands in the number of a periodic document: `20261124`, `202611`, `2026Q4` (domain.md §2.0)."""
        return self.code.replace("-", "")

    @property
    def zh(self) -> str:
        year, month, day = self.first.year, self.first.month, self.first.day
        if self.span == "day":
            return f"{year}年{month}月{day}日（星期{_WEEKDAYS[self.first.weekday()]}）"
        return f"{year}年{month}月" if self.span == "month" else f"{year}年第{_COUNTED[self._quarter - 1]}季度"

    @property
    def _quarter(self) -> int:
        return (self.first.month - 1) // 3 + 1

    def before(self, steps: int = 1) -> Period:
        """The one that ended so many steps earlier."""
        if self.span == "day":
            return Period(self.first - timedelta(days=steps), "day")
        return Period(_months_on(self.first, -steps * MONTHS[self.span]), self.span)

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end


@lru_cache(maxsize=1024)
def period_of(span: Span, day: date) -> Period:
    if span == "day":
        return Period(day, span)
    first_month = day.month if span == "month" else (day.month - 1) // 3 * 3 + 1
    return Period(date(day.year, first_month, 1), span)


def period_at(span: Span, at: datetime) -> Period:
    return period_of(span, bank_day(at))


@lru_cache(maxsize=256)
def months_in(period: Period) -> tuple[str, ...]:
    """The codes of the months of a month or a quarter, in their order."""
    return tuple(f"{_months_on(period.first, after):%Y-%m}" for after in range(MONTHS[period.span]))


@lru_cache(maxsize=1024)
def parse_period(code: str) -> Period:
    """Raises ValueError for what is no period, and for years in which no record can lie."""
    if _QUARTER.fullmatch(code):
        first, span = date(int(code[:4]), int(code[5]) * 3 - 2, 1), "quarter"
    elif _MONTH.fullmatch(code):
        first, span = date.fromisoformat(f"{code}-01"), "month"
    elif _DAY.fullmatch(code):
        first, span = date.fromisoformat(code), "day"
    else:
        raise ValueError("not a day, a month or a quarter")
    if not FIRST_DAY <= first <= LAST_DAY:
        raise ValueError("outside the years of records")
    return Period(first, span)  # type: ignore[arg-type]  # the three literals above


@lru_cache(maxsize=256)
def month_block(day: date, length: int) -> tuple[Period, ...]:
    """The months, so many at a time from January on, among which that day lies: its half-year for six."""
    start = (day.month - 1) // length * length
    first = date(day.year, start + 1, 1)
    return tuple(Period(_months_on(first, after), "month") for after in range(min(length, 12 - start)))


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
