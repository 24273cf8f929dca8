"""K3, case by case in the words of the domain reference."""

import pytest

from sync.lifecycle import VOIDED
from tests.unit.kpi.bank import SETTINGS, TestHouse, copies, counted, figures, reasons, record, shown


def opinion(id="one", status="collected", content="等得太久", same=None, **more):
    return record("feedback", id, status, content=content, duplicate_of=same, **more)


def complaint(id="complaint", status="accepted", **more):
    return record("complaint", id, status, **more)


def measure(plan="executing", report="reviewed", first="2026-10-01", last="2026-12-31", status="not_started"):
    return [
        record("analysis_report", "report", report, period_from=first, period_to=last),
        record("improvement_plan", "plan", plan, report_id="report"),
        record("improvement_measure", "measure", status, plan_id="plan"),
    ]


@pytest.mark.parametrize(
    ("case", "opinions", "measures", "statuses"),
    [
        ("99 feedback + measure not met", 99, measure(), ["not_met", "met"]),
        ("120 feedback, no submitted measure not met", 120, measure(plan="drafting"), ["met", "not_met"]),
        ("100 and a measure are met", 100, measure(), ["met", "met"]),
    ],
)
def test_worked_examples_of_feedback(case, opinions, measures, statuses):
    found = figures("k3", [*copies(opinion(), opinions), *measures], "2026Q4")
    assert [found["opinions"].status, found["measures"].status] == statuses, case


def test_opinions_and_complaints_count_together():
    assert shown(figures("k3", [opinion(), complaint()], "2026Q4")["opinions"]) == ("2", "not_met")


@pytest.mark.parametrize(
    ("case", "records", "found"),
    [
        (
            "a duplicate does not count",
            [opinion(), opinion("again", same="one")],
            {"one": "matter", "again": "repeated"},
        ),
        (
            "a duplicate of a duplicate is the same matter",
            [opinion(), opinion("again", same="one"), opinion("third", same="again")],
            {"one": "matter", "again": "repeated", "third": "repeated"},
        ),
        (
            "the first void, the next one stands for the matter",
            [opinion(status=VOIDED), opinion("again", same="one")],
            {"one": "void", "again": "matter"},
        ),
        (
            "two that name each other are one matter",
            [opinion(same="again"), opinion("again", same="one")],
            {"again": "matter", "one": "repeated"},
        ),
        (
            "a complaint made of an opinion is the same matter",
            [opinion(), complaint(linked="one")],
            {"one": "matter", "complaint": "repeated"},
        ),
        ("a complaint about a piece of business counts", [complaint(linked="request")], {"complaint": "matter"}),
        ("withdrawn, and raised all the same", [complaint(status="withdrawn")], {"complaint": "matter"}),
        ("void", [complaint(status=VOIDED)], {"complaint": "void"}),
    ],
)
def test_one_matter_counts_once(case, records, found):
    assert reasons("k3", *records) == found, case


def test_answers_of_a_questionnaire_are_no_opinion():
    assert counted("k3", [record("survey_response", "one", "submitted", q1="1", q10="太慢")]) == {}


@pytest.mark.parametrize(
    ("case", "records", "reason"),
    [
        ("put forward", measure(), "put_forward"),
        ("before the branch manager", measure(plan="awaiting_branch_manager"), "put_forward"),
        ("still discussed", measure(plan="discussing"), "not_submitted"),
        ("returned", measure(plan="returned"), "not_submitted"),
        ("void", measure(status=VOIDED), "void"),
        ("the analysis is still being written", measure(report="drafting"), "no_report"),
        ("the analysis leaves a week out", measure(first="2026-10-08"), "quarter_not_covered"),
        ("the analysis is of another kind of period", measure(last="2026-11-30"), "quarter_not_covered"),
        ("a period nobody believes", measure(last="2996-12-31"), "quarter_not_covered"),
    ],
)
def test_a_measure_counts_for_the_quarter_its_analysis_covers(case, records, reason):
    assert counted("k3", records)["measure"].reason == reason, case


def test_an_analysis_of_a_year_covers_its_quarters():
    records = measure(first="2026-01-01")
    found = [figures("k3", records, f"2026Q{quarter}")["measures"].numerator for quarter in (1, 2, 3, 4)]
    assert found == [1, 1, 1, 1]


def test_approval_is_shown_beside_and_asked_for_only_by_a_strict_house():
    records = measure(plan="awaiting_management")
    found = figures("k3", records, "2026Q4")
    assert (found["measures"].status, shown(found["approved"])) == ("met", ("0", "shown"))
    strict = figures("k3", records, "2026Q4", house=TestHouse({**SETTINGS, "kpi_measures_approved": 1}))
    assert (strict["measures"].status, strict["approved"].status) == ("shown", "not_met")
