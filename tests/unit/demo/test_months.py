"""The demonstration's three months: what they hold, before anything is made of it; and a few days of them, made."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from server.commands.seed_history import LENGTH, business_days, seed
from server.domain.departments import DEPARTMENTS
from server.store.database import Database
from server.store.people_store import PeopleStore
from server.store.tables.records import RecordRow
from tests.conftest import settings_for
from tests.worlds import CHEAP

TODAY = date(2026, 11, 25)


def quarter() -> Counter[str]:
    """How many records of each kind are captured in the whole time."""
    told = [(story, times) for _, tellings in business_days(TODAY, LENGTH) for story, times in tellings]
    return Counter({
        kind: sum(times for story, times in told for step in story["steps"] if kind in (step.get("new"), step.get("find")))
        for kind in ("business_request", "error_record", "feedback", "event_plan", "drill", "inspection")
    })  # fmt: skip


def test_the_months_are_those_of_a_branch_that_nearly_meets_its_targets() -> None:
    held = quarter()
    assert 1500 <= held["business_request"] <= 1800
    assert held["error_record"] <= 0.02 * held["business_request"]
    assert held["feedback"] >= 100
    assert held["event_plan"] >= 3
    assert held["drill"] == 2


def test_every_business_day_but_a_few_patrols_is_inspected() -> None:
    days = len(list(business_days(TODAY, LENGTH)))
    assert 4 * days - 3 <= quarter()["inspection"] <= 4 * days + 4


def test_the_months_end_yesterday_and_hold_business_days_alone() -> None:
    days = [on for on, _ in business_days(TODAY, LENGTH)]
    assert days[-1] == TODAY - timedelta(days=1)
    assert all(on.weekday() < 5 or on == date(2026, 10, 10) or on == date(2026, 9, 20) for on in days)


def test_days_are_made_once_and_are_the_same_for_a_date(sqlite_template: Path, tmp_path: Path) -> None:
    now = datetime(2026, 11, 25, 4, tzinfo=UTC)
    seen = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copyfile(sqlite_template, folder / "months.sqlite3")
        settings = settings_for(f"sqlite:///{folder / 'months.sqlite3'}", folder)
        with_departments(settings.database_url)
        made = seed(settings, now, timedelta(days=3), CHEAP)
        assert made > 50
        assert seed(settings, now, timedelta(days=3), CHEAP) == 0
        seen.append(statuses(settings.database_url))
    assert seen[0] == seen[1]


def with_departments(url: str) -> None:
    """As `python -m server migrate` leaves a database."""
    database = Database(url)
    PeopleStore(database).save_departments(DEPARTMENTS)
    database.close()


def statuses(url: str) -> Counter[tuple[str, str, str]]:
    database = Database(url)
    try:
        with database.read() as session:
            return Counter((row.kind, row.status, row.occurred_at) for row in session.query(RecordRow))
    finally:
        database.close()
