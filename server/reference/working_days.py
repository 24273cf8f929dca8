"""The bank's calendar: its hours, the public holidays and the weekend days worked in exchange (调休).

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
    """The hours in force on a day; None where none are."""
    hours = next(iter(catalogue.entries_on("calendar", day)), None)
    if hours is None:
        return None
    changed = changed_days(hours)

    def works(on: date) -> bool:
        return changed[on].working if on in changed else is_working_day(on)

    return WorkingCalendar(hours.extras["opens"], hours.extras["closes"], works)


def changed_days(hours: Entry) -> Mapping[date, SpecialDay]:
    """What the house says about single days, which counts before the published calendar."""
    return {each["day"]: SpecialDay(**each) for each in hours.extras["changed_days"]}


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
