"""K4, case by case in the words of the domain reference."""

import pytest

from sync.lifecycle import VOIDED
from tests.unit.kpi.bank import figures, reasons, record, shown

EVENING = "2026-12-31T15:30:00.000Z"  # 23:30 in Shanghai


def event(id="event", status="ended", ended="2026-11-20T08:00:00.000Z", **more):
    told = {"start_at": "2026-11-20T06:00:00.000Z", "actual_end_at": ended}
    return record("event_plan", id, status, **{**told, **more})


def check_in(id="here", by="li", of="event", **more):
    return record("staff_participation", id, more.pop("status", "checked_in"), by=by, event_id=of, **more)


def rating(id, score, of="event"):
    return record("event_feedback", id, "submitted", event_id=of, score=score)


def quarter(count):
    return [each for n in range(count) for each in (event(f"event-{n}"), check_in(f"here-{n}", of=f"event-{n}"))]


@pytest.mark.parametrize(("count", "status"), [(2, "not_met"), (3, "met")])
def test_three_events_a_quarter_with_the_users_check_in(count, status):
    assert shown(figures("k4", quarter(count), "2026Q4", "li")["events"]) == (str(count), status)


@pytest.mark.parametrize(
    ("case", "records", "reason"),
    [
        ("ended", [event(), check_in()], "took_part"),
        ("summed up", [event(status="summed_up"), check_in()], "took_part"),
        ("under way", [event(status="under_way"), check_in()], "event_not_ended"),
        ("cancelled", [event(status="cancelled", ended=None), check_in()], "event_cancelled"),
        ("void", [event(status=VOIDED), check_in()], "event_void"),
        ("the check-in is void", [event(), check_in(status=VOIDED)], "void"),
        ("nobody knows the event", [check_in()], "event_unknown"),
    ],
)
def test_a_check_in_counts_once_its_event_has_ended(case, records, reason):
    assert reasons("k4", *records)["here"] == reason, case


def test_two_check_ins_of_one_person_at_one_event_count_once():
    found = reasons("k4", event(), check_in("a"), check_in("b"))
    assert sorted([found["a"], found["b"]]) == ["checked_in_twice", "took_part"]


def test_the_branch_counts_events_and_not_its_people_together():
    both = [event(), check_in("a", "li"), check_in("b", "wang")]
    found = [figures("k4", both, "2026Q4", person)["events"].numerator for person in ("li", "wang", None)]
    assert found == [1, 1, 1]


def test_an_event_at_which_nobody_checked_in_is_not_counted():
    assert reasons("k4", event()) == {"event": "nobody_checked_in"}


def test_cross_quarter_events_belong_to_their_actual_end():
    """Planned into December, it ended after midnight of the new year."""
    over = event(start_at=EVENING, ended="2026-12-31T16:30:00.000Z")
    found = [figures("k4", [over, check_in()], code)["events"].numerator for code in ("2026Q4", "2027Q1")]
    assert found == [0, 1]


def test_quality_is_displayed_and_not_judged():
    records = [event(), check_in(), rating("x", 5), rating("y", 4), check_in("w", "wang", "other")]
    assert shown(figures("k4", records, "2026Q4")["event_score"]) == ("4.50", "shown")
    assert shown(figures("k4", records, "2026Q4", "li")["event_score"]) == ("4.50", "shown")
    assert shown(figures("k4", records, "2026Q4", "wang")["event_score"]) == (None, "shown")
