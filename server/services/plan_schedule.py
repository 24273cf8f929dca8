"""Which records a branch owes on a day, from the entries of a reference set that say when (`Scheduled` of a kind). Pure.

An entry is owed on every business day between `starts` and `due`, or once a month: from the first business day on, until `due` on
the `due_business_day`-th.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from server.domain.identity import uuid7
from server.domain.moments import BANK_ZONE, to_wire
from server.domain.working_time import WorkingCalendar
from server.records.contributions import Scheduled
from server.reference import Entry

CONSTANT = "="


@dataclass(frozen=True)
class Owed:
    """`starts` and `due` are instants in UTC."""

    entry: Entry
    starts: datetime
    due: datetime


def owed_on(day: date, entries: Iterable[Entry], calendar: WorkingCalendar) -> Iterator[Owed]:
    """What begins on that day."""
    if not calendar.is_working_day(day):
        return
    first_of_month = next(_business_days(day.replace(day=1), calendar)) == day
    for entry in entries:
        if entry.extras["every"] == "business_day":
            yield Owed(entry, _at(day, entry.extras["starts"]), _at(day, entry.extras["due"]))
        elif first_of_month:
            last = _nth_business_day(day, entry.extras["due_business_day"], calendar)
            yield Owed(entry, _at(day, entry.extras["starts"]), _at(last, entry.extras["due"]))


def values_of(scheduled: Scheduled, owed: Owed) -> dict[str, Any]:
    """The fields of the record that is made of it."""
    said = {code: _value(source, owed.entry) for code, source in scheduled.values.items()}
    return {**said, scheduled.deadline_field: to_wire(owed.due)}


def scheduled_id(branch_id: str, reference: str, owed: Owed) -> str:
    """The same for whoever makes the record, however often: a UUIDv7 of the moment it starts."""
    name = f"{branch_id} {reference} {owed.entry.code} {to_wire(owed.starts)}"
    return uuid7(owed.starts, lambda count: sha256(name.encode()).digest()[:count])


def _value(source: str, entry: Entry) -> Any:
    if source.startswith(CONSTANT):
        return source.removeprefix(CONSTANT)
    return entry.code if source == "code" else entry.extras[source]


def _business_days(first: date, calendar: WorkingCalendar) -> Iterator[date]:
    """From that day on; no holiday keeps a bank closed for a month."""
    days = (first + timedelta(days=after) for after in range(62))
    return (day for day in days if calendar.is_working_day(day))


def _nth_business_day(first: date, number: int, calendar: WorkingCalendar) -> date:
    return next(islice(_business_days(first, calendar), number - 1, None))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BANK_ZONE).astimezone(UTC)
