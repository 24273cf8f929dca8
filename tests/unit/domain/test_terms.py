"""Terms end by the calendar, whatever the bank's hours (domain.md §5.8; 民法典第201至203条)."""

from datetime import UTC, date, datetime

import pytest

from server.domain.terms import earliest, minutes_after, term_ends


@pytest.mark.parametrize(
    ("first", "value", "unit", "last"),
    [
        (date(2026, 11, 24), 15, "day", date(2026, 12, 9)),
        (date(2026, 12, 31), 1, "month", date(2027, 1, 31)),
        (date(2027, 1, 31), 1, "month", date(2027, 2, 28)),
        (date(2028, 2, 29), 1, "year", date(2029, 2, 28)),
        (date(2026, 11, 24), 1, "year", date(2027, 11, 24)),
    ],
)
def test_a_term_counts_from_day_zero_and_ends_on_the_day_of_the_same_number(
    first: date, value: int, unit: str, last: date
) -> None:
    assert term_ends(first, value, unit) == last


def test_a_term_in_another_unit_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        term_ends(date(2026, 11, 24), 2, "working_day")


def test_minutes_pass_at_any_hour() -> None:
    assert minutes_after(datetime(2026, 11, 24, 15, 50, tzinfo=UTC), 30) == datetime(2026, 11, 24, 16, 20, tzinfo=UTC)


def test_the_earliest_is_that_of_what_is_not_done() -> None:
    tasks = [{"due_on": "2026-11-25", "done": True}, {"due_on": "2026-11-27"}, {"due_on": "2026-11-26"}, {}]
    assert earliest(tasks, "due_on", "done") == "2026-11-26"
    assert earliest(tasks, "due_on") == "2026-11-25"
    assert earliest(None, "due_on") is None
