"""When a branch is open: the bank's hours and the published calendar, and what the branch has otherwise."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from server.domain.moments import BANK_ZONE
from server.domain.working_time import Turnaround, due_at
from server.reference import calendar_on, load_catalogue
from server.reference.wire_calendar import calendar_items
from tests.unit.reference.folders import copied, read, write

DAY = date(2026, 11, 24)
SATURDAY, SUNDAY, MONDAY = date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 30)
NATIONAL_DAY, WORKED_IN_EXCHANGE = date(2026, 10, 1), date(2026, 10, 10)


def catalogue_with(folder: Path, **own: Any) -> Any:
    content = read(copied(folder), "branch_hours")
    content["versions"][0]["entries"][0].update(own)
    write(folder, "branch_hours", content)
    return load_catalogue(folder)


def closed(day: date, *, working: bool = False) -> dict[str, Any]:
    return {"day": day.isoformat(), "working": working, "zh": "装修停业", "en": "Refitting", "source": "停业公告"}


def test_a_branch_that_says_nothing_is_open_as_the_bank_is() -> None:
    calendar = calendar_on(load_catalogue(), DAY)
    assert calendar is not None
    assert (calendar.opens.hour, calendar.closes.hour) == (9, 17)
    assert [calendar.is_working_day(day) for day in (DAY, SATURDAY, SUNDAY)] == [True, False, False]


def test_a_branch_open_on_saturdays_keeps_public_holidays_and_days_worked_in_exchange(tmp_path: Path) -> None:
    calendar = calendar_on(catalogue_with(tmp_path, weekdays=["2", "3", "4", "5", "6"]), DAY)
    assert calendar is not None
    days = (SATURDAY, SUNDAY, MONDAY, NATIONAL_DAY, WORKED_IN_EXCHANGE)
    assert [calendar.is_working_day(day) for day in days] == [True, False, False, False, True]


def test_a_closure_of_the_branch_counts_before_everything_else(tmp_path: Path) -> None:
    own = [closed(DAY), closed(SUNDAY, working=True)]
    calendar = calendar_on(catalogue_with(tmp_path, changed_days=own), DAY)
    assert calendar is not None
    assert [calendar.is_working_day(day) for day in (DAY, SUNDAY)] == [False, True]


def test_working_time_is_counted_by_the_hours_of_the_branch(tmp_path: Path) -> None:
    calendar = calendar_on(catalogue_with(tmp_path, opens="10:00", closes="12:00", changed_days=[closed(DAY)]), DAY)
    assert calendar is not None
    start = datetime(2026, 11, 23, 11, 0, tzinfo=BANK_ZONE)
    assert due_at(start, Turnaround(90), calendar) == datetime(2026, 11, 25, 10, 30, tzinfo=BANK_ZONE)


def test_a_tablet_is_told_every_day_that_is_not_as_the_week_has_it(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, weekdays=["1", "2", "3", "4", "5", "6"], changed_days=[closed(DAY)])
    told = {item["code"]: item for item in calendar_items(catalogue, DAY)}
    assert told["2026-11-28"]["working"] is True
    assert (told["2026-11-24"]["working"], told["2026-11-24"]["zh"]) == (False, "装修停业")
    assert told["2026-10-01"]["working"] is False
    assert "2026-11-25" not in told


@pytest.mark.parametrize(("opens", "closes"), [("09:00", None), ("17:00", "09:00"), (None, "17:00")])
def test_hours_come_in_pairs_and_in_order(tmp_path: Path, opens: str | None, closes: str | None) -> None:
    with pytest.raises(Exception, match="closes"):
        catalogue_with(tmp_path, opens=opens, closes=closes)
