"""Until when a document is kept: the years of its kind, from the bank's day on which it was issued."""

from __future__ import annotations

from datetime import date, datetime

from server.domain.moments import bank_day


def kept_until(issued_at: datetime, years: int) -> date:
    """The last day; what was issued on 29 February is kept to the end of February."""
    day = bank_day(issued_at)
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
