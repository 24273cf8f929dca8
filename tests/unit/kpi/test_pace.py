"""What is missing by working days left, what may be expected, and what looks like records made for the figure."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.kpi import all_kpis
from server.domain.kpi.figure import two_decimals
from server.domain.kpi.pace import WorkingDays, forecast, pace
from server.domain.kpi.signs import Limits, Seen, signs
from tests.unit.kpi.bank import HOUSE, contributions, record

LIMITS = Limits(3, timedelta(seconds=60), timedelta(minutes=10))


def days(passed, left):
    return WorkingDays(passed + left, left, passed * 480, (passed + left) * 480)


@pytest.mark.parametrize(
    ("have", "left", "missing", "a_day"),
    [(412, 6, 88, 15), (500, 6, 0, 0), (510, 6, 0, 0), (499, 1, 1, 1), (412, 0, 88, None)],
)
def test_what_is_missing_is_spread_over_the_days_that_are_left(have, left, missing, a_day):
    found = pace("business", "业务笔数", "", have, 500, days(15, left))
    assert (found.missing, found.a_day) == (missing, a_day)


def test_the_forecast_is_the_rate_so_far_with_a_range():
    found = forecast(300, days(15, 6))
    assert found is not None
    assert (found.low, found.expected, found.high) == (403, 420, 437)


@pytest.mark.parametrize("at", [days(0, 21), days(21, 0)])
def test_nothing_is_forecast_on_the_first_day_or_after_the_last(at):
    assert forecast(300, at) is None


@given(st.integers(0, 5000), st.integers(1, 60), st.integers(1, 60))
def test_a_forecast_never_takes_back_what_was_done(have, passed, left):
    found = forecast(have, days(passed, left))
    assert found is not None
    assert have <= found.low <= found.expected <= found.high


def seen(*records):
    k3 = all_kpis()["k3"]
    facts = {each.id: k3.fact(each, HOUSE) for each in records}
    return [Seen(facts[each.record_id], each) for each in contributions(k3, records)]


def opinion(id, second, words="", by="li"):
    return record(
        "feedback",
        id,
        "collected",
        at=f"2026-11-24T04:{second // 60:02d}:{second % 60:02d}.000Z",
        by=by,
        content=words or id,
    )


def found(*records):
    return [(each.code, each.person, len(each.records)) for each in signs(seen(*records), LIMITS)]


def test_many_in_quick_succession_are_a_sign():
    assert found(opinion("a", 0), opinion("b", 50), opinion("c", 100)) == [("burst", "li", 3)]


def test_two_people_at_work_at_once_are_none():
    assert found(opinion("a", 0), opinion("b", 30, by="wang"), opinion("c", 60), opinion("d", 90, by="wang")) == []


def test_a_pause_ends_a_series():
    assert found(opinion("a", 0), opinion("b", 30), opinion("c", 200), opinion("d", 230)) == []


def test_the_same_words_again_within_ten_minutes_are_a_sign():
    assert found(opinion("a", 0, "太慢"), opinion("b", 300, "太慢")) == [("same", "li", 2)]
    assert found(opinion("a", 0, "太慢"), opinion("b", 900, "太慢")) == []


def test_figures_are_written_half_away_from_zero():
    assert [two_decimals(each, 1000) for each in (125, 124, -125, 0)] == ["0.13", "0.12", "-0.13", "0.00"]
