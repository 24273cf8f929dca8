"""K1, case by case in the words of the domain reference."""

import pytest

from sync.lifecycle import VOIDED
from tests.unit.kpi.bank import HOUSE, SETTINGS, TestHouse, copies, counted, figures, reasons, record, shown

HANDED_OUT = "2026-11-24T04:00:00.000Z"


def response(
    id="one", status="submitted", linked="visit", mode="self", q1="5", after="2026-11-24T04:05:00.000Z", **more
):
    begun = more.pop("begun", HANDED_OUT)
    told = {"linked": linked, "mode": mode, "q1": q1, "started_at": begun, "submitted_at": after}
    return record("survey_response", id, status, **{**told, **more})


def answers(satisfied, others):
    good = copies(response("good", q1="4"), satisfied, linked=lambda number: f"visit-{number}")
    bad = copies(response("bad", q1="3"), others, linked=lambda number: f"other-{number}")
    return [*good, *bad]


@pytest.mark.parametrize(
    ("case", "satisfied", "others", "value", "status", "small"),
    [
        ("34/40=85.00% met", 34, 6, "85.00%", "met", False),
        ("33/40 is below", 33, 7, "82.50%", "not_met", False),
        ("compared before rounding: 84.999% is shown as 85.00% and not met", 16_999, 3_000, "85.00%", "not_met", False),
        ("an empty denominator is no sample, neither 0 nor 100 %", 0, 0, None, "no_sample", False),
        ("n<30 shows that the sample is small", 29, 0, "100.00%", "met", True),
        ("30 are enough", 30, 0, "100.00%", "met", False),
    ],
)
def test_worked_examples_of_satisfaction(case, satisfied, others, value, status, small):
    found = figures("k1", answers(satisfied, others))["satisfied"]
    assert (*shown(found), found.small_sample) == (value, status, small), case


@pytest.mark.parametrize(
    ("case", "one", "reason"),
    [
        ("the overall question answered, by the customer", response(), "valid"),
        ("by a code", response(mode="qr"), "valid"),
        ("by telephone, recorded", response(mode="phone"), "valid"),
        ("on paper", response(mode="paper"), "valid"),
        ("in an interview", response(mode="interview"), "valid"),
        ("typed by staff: stored, excluded", response(mode="staff"), "typed_by_staff"),
        ("the overall question not answered", response(q1=None), "unanswered"),
        ("not returned yet", response(status="issued", q1=None), "waiting"),
        ("expired", response(status="expired", q1=None), "expired"),
        ("void", response(status=VOIDED), "void"),
    ],
)
def test_a_response_is_valid_or_says_why_not(case, one, reason):
    assert reasons("k1", one) == {"one": reason}, case


def test_one_service_has_one_valid_response_the_last_before_24_hours():
    first = response("first", after="2026-11-24T05:00:00.000Z")
    last = response("last", after="2026-11-25T03:59:00.000Z")
    late = response("late", after="2026-11-25T04:01:00.000Z")
    assert reasons("k1", first, last, late) == {"first": "answered_again", "last": "valid", "late": "answered_again"}


def test_every_response_to_a_campaign_counts():
    assert set(reasons("k1", response("one", linked=None), response("two", linked=None)).values()) == {"valid"}


@pytest.mark.parametrize(("seconds", "flags"), [("09", ("hasty",)), ("10", ())])
def test_a_fill_under_ten_seconds_is_flagged_not_dropped(seconds, flags):
    found = counted("k1", [response(after=f"2026-11-24T04:00:{seconds}.000Z")])["one"]
    assert (found.counted, found.flags) == (True, flags)


@pytest.mark.parametrize(
    ("at", "month"),
    [
        ("2026-10-31T15:59:59.999Z", "2026-10"),
        ("2026-10-31T16:00:00.000Z", "2026-11"),
        ("2026-11-30T15:59:59.999Z", "2026-11"),
        ("2026-11-30T16:00:00.000Z", "2026-12"),
    ],
)
def test_a_month_is_half_open_in_shanghai(at, month):
    assert counted("k1", [response(at=at)])["one"].month == month


def test_a_quarter_is_the_sum_of_its_months():
    october = [response("a", linked="a", at="2026-10-05T04:00:00.000Z", after="2026-10-05T04:05:00.000Z", q1="2")]
    assert shown(figures("k1", [*october, response()], "2026Q4")["satisfied"]) == ("50.00%", "not_met")


def test_the_house_may_judge_by_the_mean_of_five_instead():
    house = TestHouse({**SETTINGS, "kpi_satisfaction_by_mean": 1})
    found = figures("k1", answers(1, 1), house=house)
    assert [shown(each) for each in found.values()] == [("50.00%", "shown"), ("70.00%", "not_met")]


def test_a_figure_without_a_target_in_force_is_not_judged():
    assert figures("k1", answers(1, 0), house=TestHouse({}))["satisfied"].status == "shown"


def test_who_served_is_who_captured_and_not_who_sent():
    mine, hers = response("mine", linked="a", by="li"), response("hers", linked="b", by="wang", q1="1")
    values = [figures("k1", [mine, hers], person=person)["satisfied"].value for person in ("li", "wang", None)]
    assert values == ["100.00%", "0.00%", "50.00%"]


def test_what_the_server_made_belongs_to_who_worked_on_it_first():
    made = response(by=HOUSE.system, contributors=("wang", "li"))
    assert counted("k1", [made])["one"].person == "wang"


def test_a_record_whose_time_is_in_doubt_counts_and_is_marked():
    assert counted("k1", [response(time_doubtful=True)])["one"].flags == ("doubtful",)
