"""The bank's calendar: its hours, the public holidays and the weekend days worked in exchange (调休).

A branch may be open at other hours and on other days than the bank (branch_hours.yaml).

The days come from the library `chinesecalendar`, which follows the State Council's notices. A year it does not know yet is
taken as Monday to Friday, and `is_announced` says so; what a bank knows better stands in calendar.yaml as a changed day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
from chinese_calendar import constants

from server.domain.working_time import Turnaround, WorkingCalendar
from server.reference.model import Catalogue, Entry

FIRST_KNOWN = min(constants.holidays).year
LAST_KNOWN = max(constants.holidays).year
NOTICE = "国务院办公厅关于部分节假日安排的通知（chinesecalendar）"
NAMES = {holiday.value: holiday.chinese for holiday in constants.Holiday}


@dataclass(frozen=True)
class SpecialDay:
    """A weekday the bank is closed on, or a weekend day it works; why, and who says so."""

    day: date
    working: bool
    zh: str
    en: str
    source: str


def is_announced(year: int) -> bool:
    return FIRST_KNOWN <= year <= LAST_KNOWN


@lru_cache(maxsize=4096)  # the library looks through all its days for each one it is asked about
def is_working_day(day: date) -> bool:
    return chinese_calendar.is_workday(day) if is_announced(day.year) else day.weekday() < 5


def special_days(year: int) -> Iterator[SpecialDay]:
    """Those of an announced year, in order."""
    day = date(year, 1, 1)
    while is_announced(year) and day.year == year:
        working = is_working_day(day)
        if working != (day.weekday() < 5):
            english = constants.workdays[day] if working else constants.holidays[day]
            zh, en = ("调休上班", "worked in exchange") if working else ("放假", "closed")
            yield SpecialDay(day, working, NAMES[english] + zh, f"{english}: {en}", NOTICE)
        day += timedelta(days=1)


def calendar_on(catalogue: Catalogue, day: date) -> WorkingCalendar | None:
    """The hours in force on a day, of the branch whose catalogue it is; None where none are."""
    hours, own = _in_force("calendar", catalogue, day), _in_force("branch_hours", catalogue, day)
    if hours is None:
        return None
    changed = changed_days(catalogue, day)
    weekdays = frozenset(int(each) for each in own.extras["weekdays"]) if own else frozenset()
    chosen = own if own is not None and own.extras["opens"] is not None else hours

    def works(on: date) -> bool:
        return changed[on].working if on in changed else open_on(on, weekdays)

    return WorkingCalendar(chosen.extras["opens"], chosen.extras["closes"], works)


def open_on(day: date, weekdays: frozenset[int]) -> bool:
    """By the published calendar, which every branch keeps where it says otherwise than the week; else by the days of the week."""
    published = is_working_day(day)
    of_the_week = published == (day.weekday() < 5)
    return day.isoweekday() in weekdays if weekdays and of_the_week else published


def changed_days(catalogue: Catalogue, day: date) -> Mapping[date, SpecialDay]:
    """What the bank says about single days and then the branch, which count before the published calendar."""
    known = (_in_force(name, catalogue, day) for name in ("calendar", "branch_hours"))
    said = [each for entry in known if entry for each in entry.extras["changed_days"]]
    return {each["day"]: SpecialDay(**each) for each in said}


def _in_force(name: str, catalogue: Catalogue, day: date) -> Entry | None:
    return next(iter(catalogue.entries_on(name, day)), None)


def turnaround_on(catalogue: Catalogue, department: str, priority: str, day: date) -> Turnaround | None:
    """How long this department has for a ticket of this priority made on that day; None for a department nobody knows."""
    calendar = calendar_on(catalogue, day)
    for entry in catalogue.entries_on("turnaround", day):
        if calendar and entry.extras["department"] == department and priority in entry.extras["priorities"]:
            return Turnaround(
                minutes_of(entry.extras["within"], entry.extras["counting"], calendar), entry.extras["counting"]
            )
    return None


def minutes_of(span: Mapping[str, object], counting: str, calendar: WorkingCalendar) -> int:
    """A working day is as long as the bank is open on it; a natural one has 24 hours."""
    return (
        int(str(span["amount"])) * {"minute": 1, "hour": 60, "day": _day_minutes(counting, calendar)}[str(span["unit"])]
    )


def _day_minutes(counting: str, calendar: WorkingCalendar) -> int:
    if counting == "natural":
        return 24 * 60
    opens, closes = calendar.opens, calendar.closes
    return (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
