"""Where a term ends: so many days, months or years after a day, which itself is day zero (民法典第201至203条).

By the calendar, working or not. A month or a year ends on the day of the same number; where there is none, on the last of the
month (民法典第202条).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

_MONTHS = {"month": 1, "year": 12}


def term_ends(first: date, value: int, unit: str) -> date:
    """`unit` is `day`, `month` or `year`, as thresholds and settings write it. Raises KeyError for any other."""
    return first + timedelta(days=value) if unit == "day" else _months_later(first, value * _MONTHS[unit])


def minutes_after(at: datetime, minutes: int) -> datetime:
    return at + timedelta(minutes=minutes)


def earliest(entries: object, column: str, unless: str | None = None) -> str | None:
    """The soonest day or moment in a column of a `rows` value, of the entries that are not done (`unless` is not true)."""
    rows = [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []
    found: list[Any] = [entry.get(column) for entry in rows if unless is None or entry.get(unless) is not True]
    return min((value for value in found if isinstance(value, str)), default=None)


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
