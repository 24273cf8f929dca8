"""K2, case by case in the words of the domain reference."""

import pytest

from sync.lifecycle import VOIDED
from tests.unit.kpi.bank import copies, counted, figures, reasons, record, shown

DONE = "2026-11-24T08:00:00.000Z"


def business(id="one", status="completed", completed=DONE, serial=None, kind="business_request", **more):
    return record(kind, id, status, completed_at=completed, core_serial_no=serial, **more)


def error(id="error", status="established", of="one", **more):
    return record("error_record", id, status, request_id=of, **more)


def void(cause, **more):
    return business(status=VOIDED, void_cause=cause, **more)


def month(good, wrong):
    found = copies(business(), good + wrong)
    return [*found, *(error(f"error-{each.id}", of=each.id) for each in found[:wrong])]


@pytest.mark.parametrize(
    ("case", "good", "wrong", "number", "rate"),
    [
        ("10/500=2.00% met", 490, 10, ("500", "met"), ("2.00%", "met")),
        ("11/500=2.20% not", 489, 11, ("500", "met"), ("2.20%", "not_met")),
        ("499 are one short", 499, 0, ("499", "not_met"), ("0.00%", "met")),
        ("nothing done: a count of 0, and no sample of errors", 0, 0, ("0", "not_met"), (None, "no_sample")),
    ],
)
def test_worked_examples_of_business(case, good, wrong, number, rate):
    found = figures("k2", month(good, wrong))
    assert (shown(found["business"]), shown(found["errors"])) == (number, rate), case


@pytest.mark.parametrize(
    ("case", "one", "reason", "amounts"),
    [
        ("completed", business(), "completed", {"business": (1, 0), "errors": (0, 1)}),
        ("archived", business(status="archived"), "completed", {"business": (1, 0), "errors": (0, 1)}),
        ("an account opened is business too", business(kind="account_opening"), "completed", None),
        ("not completed yet", business(status="in_progress", completed=None), "not_completed", {}),
        ("refused", business(status="refused", completed=None), "refused", {}),
        ("cancelled before it was done", business(status="cancelled", completed=None), "cancelled", {}),
        ("a mistaken entry void removes it", void("entry_error"), "void", {}),
        ("registered twice", void("duplicate"), "void_duplicate", {}),
        ("test data", void("test_data"), "void", {}),
        ("void for an operating error", void("operating_error"), "void_mishandled", {"errors": (1, 1)}),
        ("so also before it was done", void("operating_error", completed=None), "void_mishandled", {"errors": (1, 1)}),
        ("reversal by the customer keeps the count", void("customer_cancelled"), "reversed", None),
        ("cancelled by the customer before it was done", void("customer_cancelled", completed=None), "void", {}),
    ],
)
def test_what_business_contributes(case, one, reason, amounts):
    found = counted("k2", [one])["one"]
    expected = {"business": (1, 0), "errors": (0, 1)} if amounts is None else amounts
    assert (found.reason, dict(found.amounts)) == (reason, expected), case


@pytest.mark.parametrize(
    ("case", "status", "errors"),
    [
        ("to be confirmed", "to_confirm", (0, 1)),
        ("established", "established", (1, 1)),
        ("correction never erases an error", "corrected", (1, 1)),
        ("unfounded does", "unfounded", (0, 1)),
        ("a void entry was none", VOIDED, (0, 1)),
    ],
)
def test_an_error_stands_until_it_is_found_unfounded(case, status, errors):
    assert counted("k2", [business(), error(status=status)])["one"].amounts["errors"] == errors, case


def test_several_errors_on_one_request_count_once():
    found = counted("k2", [business(), error("a"), error("b"), error("c", "unfounded")])
    assert found["one"].amounts["errors"] == (1, 1)
    assert [found[name].reason for name in "abc"] == ["error_stands", "error_stands", "error_unfounded"]


def test_an_error_on_void_business_counts_once():
    assert counted("k2", [void("operating_error"), error()])["one"].amounts == {"errors": (1, 1)}


def test_the_error_stands_in_the_month_of_its_business_and_on_its_account():
    found = counted("k2", [business(by="li"), error(at="2026-12-03T04:00:00.000Z", by="supervisor")])
    assert (found["error"].month, found["error"].person) == ("2026-11", "li")


def test_the_cohort_is_the_month_of_completion():
    found = counted("k2", [business(at="2026-10-30T04:00:00.000Z", completed="2026-11-02T01:00:00.000Z")])["one"]
    assert found.month == "2026-11"


def test_the_same_core_serial_number_counts_once_whatever_the_kind():
    first = business("first", serial="SAME01", completed="2026-11-24T07:00:00.000Z")
    again = business("again", serial="SAME01", kind="account_opening")
    assert reasons("k2", again, first) == {"first": "completed", "again": "same_serial"}


def test_a_void_first_one_leaves_its_number_to_the_other():
    first = void("entry_error", id="first", serial="SAME01", completed="2026-11-24T07:00:00.000Z")
    assert reasons("k2", first, business("again", serial="SAME01")) == {"first": "void", "again": "completed"}


def test_an_assisted_withdrawal_counts_once_and_not_as_a_session_too():
    session = record("assist_session", "session", "completed", request_id="one")
    assert set(counted("k2", [business(), session])) == {"one"}


def test_a_quarter_has_reached_the_target_when_each_of_its_months_has():
    months = ("2026-10", "2026-11", "2026-12")
    done = [each for m in months for each in copies(business(m, completed=f"{m}-10T04:00:00.000Z"), 500)]
    assert shown(figures("k2", done, "2026Q4")["business"]) == ("1500", "met")
    assert shown(figures("k2", done[1:], "2026Q4")["business"]) == ("1499", "not_met")


def test_what_is_not_reached_stays_open_until_the_period_is_over():
    assert shown(figures("k2", [business()], ended=False)["business"]) == ("1", "open")
    assert shown(figures("k2", [business()])["business"]) == ("1", "not_met")
