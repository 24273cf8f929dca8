"""When a department must be done, and what today's edition says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.domain.departments import DEPARTMENTS
from server.domain.moments import BANK_ZONE
from server.reference import load_catalogue
from server.reference.entry_schema import PRIORITIES
from server.services.read_reference import ReadReference
from tests.unit.reference.folders import copied, read, succeeded, write


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANK_ZONE)


REFERENCE = ReadReference(load_catalogue(), Clock(shanghai("2026-11-24 09:00")))


@pytest.mark.parametrize(
    ("department", "priority", "sent", "due"),
    [
        ("credit_dept", "normal", "2026-11-27 16:30", "2026-11-30 10:30"),
        ("compliance_dept", "urgent", "2026-11-24 10:00", "2026-11-24 10:30"),
        ("compliance_dept", "normal", "2026-11-24 10:00", "2026-11-24 14:00"),
        ("tech_support", "urgent", "2026-11-24 15:00", "2026-11-25 11:00"),
        ("tech_support", "normal", "2026-11-24 15:00", "2026-11-25 15:00"),
        ("operations_dept", "high", "2026-11-24 10:00", "2026-11-24 12:00"),
        ("training_dept", "normal", "2026-11-24 10:00", "2026-11-27 10:00"),
        ("management", "normal", "2026-11-24 10:00", "2026-12-01 10:00"),
        ("security_dept", "urgent", "2026-11-28 23:30", "2026-11-29 00:30"),
        ("security_dept", "normal", "2026-11-28 23:30", "2026-11-29 23:30"),
    ],
)
def test_each_department_has_its_time(department: str, priority: str, sent: str, due: str) -> None:
    assert REFERENCE.due_at(department, priority, shanghai(sent)) == shanghai(due)


def test_every_department_is_due_at_some_time_for_every_priority() -> None:
    for department in DEPARTMENTS:
        for priority in PRIORITIES:
            assert REFERENCE.due_at(department.code, priority, shanghai("2026-11-24 10:00")) is not None


def test_a_department_nobody_knows_has_no_time() -> None:
    assert REFERENCE.due_at("nobody", "normal", shanghai("2026-11-24 10:00")) is None


def test_before_the_first_turnaround_nothing_was_promised() -> None:
    assert REFERENCE.due_at("credit_dept", "normal", shanghai("2025-11-24 10:00")) is None


def test_a_clock_at_the_end_of_all_dates_gives_no_time_instead_of_a_failure() -> None:
    for sent in ("9999-12-31 16:30", "9999-12-31 07:00"):
        assert REFERENCE.due_at("management", "normal", shanghai(sent)) is None
    assert REFERENCE.due_at("management", "normal", datetime.max.replace(tzinfo=UTC)) is None


def test_a_later_turnaround_moves_no_promise_already_made(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "turnaround"), ends="2026-06-30", begins="2026-07-01")
    credit = next(each for each in content["versions"][1]["entries"] if each["code"] == "credit_dept")
    credit["within"] = {"amount": 4, "unit": "hour"}
    write(tmp_path, "turnaround", content)
    reference = ReadReference(load_catalogue(tmp_path), Clock(shanghai("2026-11-24 09:00")))
    assert reference.due_at("credit_dept", "normal", shanghai("2026-06-30 10:00")) == shanghai("2026-06-30 12:00")
    assert reference.due_at("credit_dept", "normal", shanghai("2026-07-01 10:00")) == shanghai("2026-07-01 14:00")


def test_a_later_version_takes_over_at_midnight_in_shanghai_without_another_download(tmp_path: Path) -> None:
    content = succeeded(read(copied(tmp_path), "products"), ends="2026-11-24", begins="2026-11-25")
    content["versions"][1]["entries"][0]["zh"] = "活期存款"
    write(tmp_path, "products", content)
    clock = Clock(shanghai("2026-11-24 23:59"))
    reference = ReadReference(load_catalogue(tmp_path), clock)
    before = reference.manifest()
    assert reference.label("products", "P01") == "活期储蓄"
    clock.now += timedelta(minutes=2)
    assert reference.label("products", "P01") == "活期存款"
    assert reference.manifest() == before
    assert all(reference.set(each["hash"]) for each in before["sets"])


def test_a_label_is_the_name_in_the_language_asked_for() -> None:
    assert (REFERENCE.label("topics", "TD01"), REFERENCE.label("topics", "TD01", "en")) == ("消费贷", "Consumer loan")


def test_the_label_of_an_unknown_code_is_the_code() -> None:
    assert REFERENCE.label("topics", "TX99") == "TX99"
