"""Working time passes while the bank is open; 2026 has its holidays and the weekend days worked in exchange (调休)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.domain.moments import BANK_ZONE
from server.domain.working_time import BankNeverOpens, Turnaround, WorkingCalendar, due_at
from server.reference.working_days import is_working_day

BANK = WorkingCalendar(time(9), time(17), is_working_day)
DAY = 8 * 60


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANK_ZONE)


def due(start: str, minutes: int) -> datetime:
    return due_at(shanghai(start), Turnaround(minutes), BANK)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-24 10:00", 120, "2026-11-24 12:00"),
        ("2026-11-27 16:30", 120, "2026-11-30 10:30"),  # over a weekend
        ("2026-11-24 16:00", 60, "2026-11-24 17:00"),  # used up exactly at closing time
        ("2026-11-24 17:00", 60, "2026-11-25 10:00"),  # at closing time nothing is left of the day
        ("2026-11-24 07:15", 30, "2026-11-24 09:30"),  # before opening
        ("2026-11-24 22:00", 30, "2026-11-25 09:30"),
        ("2026-11-24 16:30", DAY, "2026-11-25 16:30"),  # a working day
        ("2026-11-26 10:00", 3 * DAY, "2026-12-01 10:00"),
        ("2026-09-18 16:30", 120, "2026-09-20 10:30"),  # a Sunday worked in exchange
        ("2026-09-30 16:00", 120, "2026-10-08 10:00"),  # over the National Day holidays
        ("2026-10-09 16:30", 120, "2026-10-10 10:30"),  # a Saturday worked in exchange
        ("2026-02-13 16:30", 120, "2026-02-14 10:30"),
        ("2026-02-14 16:30", 120, "2026-02-24 10:30"),  # over Spring Festival
    ],
)
def test_working_time_is_counted_in_opening_hours(start: str, minutes: int, end: str) -> None:
    assert due(start, minutes) == shanghai(end)


def test_natural_time_passes_day_and_night() -> None:
    friday_evening = shanghai("2026-11-27 20:00")
    assert due_at(friday_evening, Turnaround(24 * 60, "natural"), BANK) == shanghai("2026-11-28 20:00")


def test_what_is_due_is_said_in_utc() -> None:
    assert due("2026-11-24 10:00", 1).tzinfo is UTC


def test_a_year_nobody_announced_counts_monday_to_friday() -> None:
    assert due("2031-01-03 16:30", 60) == shanghai("2031-01-06 09:30")


def test_a_bank_that_never_opens_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(BankNeverOpens):
        due_at(shanghai("2026-11-24 10:00"), Turnaround(1), WorkingCalendar(time(9), time(17), lambda day: False))


FIRST = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.integers(0, 4 * 365 * 24 * 3600).map(lambda seconds: FIRST + timedelta(seconds=seconds))
amounts = st.integers(1, 10 * DAY)


@given(moments, amounts)
def test_working_time_never_ends_while_the_bank_is_closed(start: datetime, minutes: int) -> None:
    end = due_at(start, Turnaround(minutes), BANK).astimezone(BANK_ZONE)
    assert is_working_day(end.date())
    assert time(9) <= end.time() <= time(17)


@given(moments, moments, amounts)
def test_who_asks_later_is_never_served_earlier(one: datetime, other: datetime, minutes: int) -> None:
    assume(one <= other)
    assert due_at(one, Turnaround(minutes), BANK) <= due_at(other, Turnaround(minutes), BANK)


@given(moments, amounts, st.integers(1, DAY))
def test_a_longer_turnaround_ends_later(start: datetime, minutes: int, more: int) -> None:
    assert due_at(start, Turnaround(minutes), BANK) < due_at(start, Turnaround(minutes + more), BANK)


@given(moments, amounts)
def test_the_open_hours_between_start_and_end_are_the_turnaround(start: datetime, minutes: int) -> None:
    end = due_at(start, Turnaround(minutes), BANK)
    assert open_time(start, end) == timedelta(minutes=minutes)


def open_time(start: datetime, end: datetime) -> timedelta:
    """Counted the other way round: day by day, what of the opening hours lies between the two."""
    first, last = start.astimezone(BANK_ZONE), end.astimezone(BANK_ZONE)
    total, day = timedelta(), first.date()
    while day <= last.date():
        if is_working_day(day):
            opens = max(first, datetime.combine(day, time(9), BANK_ZONE))
            closes = min(last, datetime.combine(day, time(17), BANK_ZONE))
            total += max(timedelta(), closes - opens)
        day += timedelta(days=1)
    return total


def test_the_days_worked_in_exchange_are_working_days() -> None:
    assert [is_working_day(date(2026, 2, day)) for day in (14, 15, 16, 28)] == [True, False, False, True]
