"""When something is due. Working time passes only while the bank is open; natural time always passes.

Pure: the calendar is handed in. The bank's clock is Shanghai's; what is returned is UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from server.domain.moments import BANK_ZONE

Counting = Literal["working", "natural"]
# The longest holidays close a bank for about ten days; a calendar without an open day for this long is a mistake.
LONGEST_CLOSURE = timedelta(days=60)


class BankNeverOpens(ValueError):
    """The calendar has no working day within `LONGEST_CLOSURE`."""


@dataclass(frozen=True)
class Turnaround:
    """How long a department has. A working day is written as the minutes the bank is open on it."""

    minutes: int
    counting: Counting = "working"


@dataclass(frozen=True)
class WorkingCalendar:
    opens: time
    closes: time
    is_working_day: Callable[[date], bool]


def due_at(start: datetime, turnaround: Turnaround, calendar: WorkingCalendar) -> datetime:
    """The instant by which it is to be done, in UTC.

    Working time that is used up exactly at closing time is due then, not at the next opening.
    """
    left = timedelta(minutes=turnaround.minutes)
    if turnaround.counting == "natural":
        return start.astimezone(UTC) + left
    for opens, closes in _open_hours(start, calendar):
        if opens + left <= closes:
            return (opens + left).astimezone(UTC)
        left -= closes - opens
    raise BankNeverOpens(start.date().isoformat())


def working_minutes(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """Whole minutes the bank was open between the two instants; none where the end lies before the start."""
    passed = timedelta()
    for opens, closes in _open_hours(start, calendar):
        if opens >= end:
            break
        passed += min(closes, end) - opens
    return int(passed.total_seconds() // 60)


def nth_working_day(first: date, number: int, calendar: WorkingCalendar) -> date:
    """The working day of that number, counted from `first` on, which may be one itself."""
    day, found, last_open = first, 0, first
    while day - last_open < LONGEST_CLOSURE:
        if calendar.is_working_day(day):
            last_open, found = day, found + 1
            if found == number:
                return day
        day += timedelta(days=1)
    raise BankNeverOpens(first.isoformat())


def closing_of(day: date, calendar: WorkingCalendar) -> datetime:
    return datetime.combine(day, calendar.closes, BANK_ZONE).astimezone(UTC)


def _open_hours(start: datetime, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of time the bank is open, from `start` on; ends when it stays closed for too long."""
    at = start.astimezone(BANK_ZONE)
    day = last_open = at.date()
    while day - last_open < LONGEST_CLOSURE:
        if calendar.is_working_day(day):
            last_open = day
            opens = max(at, datetime.combine(day, calendar.opens, BANK_ZONE))
            closes = datetime.combine(day, calendar.closes, BANK_ZONE)
            if opens < closes:
                yield opens, closes
        day += timedelta(days=1)
