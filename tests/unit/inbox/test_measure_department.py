"""How much a department is asked and how fast it answers, worked out from the steps alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.moments import BANK_ZONE
from server.domain.working_time import Turnaround, WorkingCalendar, due_at, working_minutes
from server.records import all_kinds
from server.services.measure_department import MeasureDepartment, StepTaken, hands_of

KINDS = all_kinds()
TICKET = next(kind for kind in KINDS.values() if kind.inbox is not None)
CALENDAR = WorkingCalendar(time(9), time(17), lambda day: day.weekday() < 5)
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=BANK_ZONE)
DEPARTMENT = "credit_dept"
HOUR = timedelta(hours=1)


def wire(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def step(verb: str, to: str, after: timedelta, due: timedelta | None = None) -> StepTaken:
    by = None if due is None else wire(MONDAY + due)
    return StepTaken("a", TICKET.code, by, f"{TICKET.code}.{verb}@1", to, wire(MONDAY + after))


class Given:
    def __init__(self, *steps: StepTaken) -> None:
        self._steps = list(steps)

    def steps(self, branch_id: str, department: str, kinds: object, since: str) -> list[StepTaken]:
        return self._steps


def weeks(*steps: StepTaken, now: datetime = MONDAY + timedelta(days=9)) -> list[tuple[object, ...]]:
    told = MeasureDepartment(KINDS, Given(*steps), lambda _branch, _day: CALENDAR)("branch", DEPARTMENT, 2, now)
    return [(week.received, week.answered, week.late, week.minutes) for week in told]


def test_an_answer_counts_in_the_week_it_was_given_and_in_working_time() -> None:
    asked = step("create", "sent", timedelta(days=4, hours=7))  # on Friday, an hour before closing time
    answered = step("reply", "replied", timedelta(days=7, hours=1))
    assert weeks(asked, answered) == [(1, 0, 0, None), (0, 1, 0, 120)]


def test_what_the_branch_took_back_is_no_answer() -> None:
    found = weeks(step("create", "sent", HOUR), step("withdraw", "withdrawn", 2 * HOUR))
    assert found == [(0, 0, 0, None), (0, 0, 0, None)]


def test_what_was_answered_after_its_time_is_late() -> None:
    due = 2 * HOUR
    assert weeks(step("create", "sent", HOUR, due), step("reply", "replied", 3 * HOUR, due))[0] == (1, 1, 1, 120)


def test_a_ticket_opened_again_is_asked_and_answered_twice() -> None:
    taken = (("create", "sent", 0), ("receive", "received", 1), ("reply", "replied", 2), ("reopen", "in_progress", 3))
    steps = [step(verb, to, hours * HOUR) for verb, to, hours in (*taken, ("reply", "replied", 4))]
    assert weeks(*steps)[0] == (2, 2, 0, 60)


def test_the_weeks_begin_on_mondays_and_the_last_is_this_one() -> None:
    told = MeasureDepartment(KINDS, Given(), lambda _branch, _day: CALENDAR)(
        "branch", DEPARTMENT, 3, MONDAY + timedelta(days=2)
    )
    assert [week.first for week in told] == [date(2026, 2, 16), date(2026, 2, 23), date(2026, 3, 2)]


def test_what_is_addressed_to_a_department_waits_in_its_hands() -> None:
    assert "sent" in hands_of(TICKET, DEPARTMENT)


@given(st.integers(0, 14 * 24 * 60), st.integers(1, 3000))
def test_working_minutes_count_back_what_a_due_time_counts_forward(after: int, minutes: int) -> None:
    start = MONDAY + timedelta(minutes=after)
    assert working_minutes(start, due_at(start, Turnaround(minutes), CALENDAR), CALENDAR) == minutes


@given(st.lists(st.integers(0, 20_000), min_size=3, max_size=3))
def test_working_minutes_of_two_stretches_are_those_of_both(minutes: list[int]) -> None:
    first, middle, last = (MONDAY + timedelta(minutes=each) for each in sorted(minutes))
    parts = working_minutes(first, middle, CALENDAR) + working_minutes(middle, last, CALENDAR)
    assert parts == working_minutes(first, last, CALENDAR)
