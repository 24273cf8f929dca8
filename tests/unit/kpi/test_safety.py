"""K5, case by case in the words of the domain reference."""

from dataclasses import replace

import pytest

from server.domain.kpi import all_kpis
from sync.lifecycle import VOIDED
from tests.unit.kpi.bank import SYSTEM, contributions, counted, figures, reasons, record, shown

DEADLINE, IN_TIME, LATE = "2026-11-24T03:30:00.000Z", "2026-11-24T03:00:00.000Z", "2026-11-24T03:31:00.000Z"
DRILLS = ("drills", "fire_drills")
ALL_PASS = {"CK06": "pass", "CK07": "pass", "CK12": "pass"}


def walk(id="round", status="submitted", results=None, finished=IN_TIME, deadline=DEADLINE, kind="patrol", **more):
    rows = [
        {"item": item, "result": result, **({"reason": "停用"} if result == "not_applicable" else {})}
        for item, result in (ALL_PASS if results is None else results).items()
    ]
    told = {"kind": kind, "deadline": deadline, "finished_at": finished, "results": rows}
    made_by = more.pop("contributors", ("li",))
    return record("inspection", id, status, by=SYSTEM, contributors=made_by, **{**told, **more})


def missed(id="missed"):
    return walk(id, "missed", results={}, finished=None, contributors=())


def hazard(id="hazard", status="closed_out", verified="2026-11-30T04:00:00.000Z", due="2026-11-30", **more):
    told = {"inspection_id": "round", "item": "CK07", "verified_at": verified, "due_on": due}
    return record("hazard", id, status, **{**told, **more})


def drill(id="drill", status="archived", ended="2026-11-12T04:00:00.000Z", scenario="robbery", there=(), away=()):
    rows = [{"account": each, "present": True} for each in there] + [{"account": each} for each in away]
    told = {"scenario": scenario, "planned_at": "2026-11-12T03:00:00.000Z", "ended_at": ended}
    return record("drill", id, status, **told, participants=[*rows, {"name": "保安 刘强", "present": True}])


FAILED = {**ALL_PASS, "CK07": "fail"}


def test_of_twelve_inspections_due_eleven_made_perfectly_are_below_100_percent():
    found = figures("k5", [*(walk(f"round-{n}") for n in range(11)), missed()])
    assert shown(found["items"]) == ("91.67%", "not_met")
    assert (found["rounds"].numerator, found["rounds"].denominator) == (11, 12)


def test_all_made_and_all_passed_is_met():
    assert shown(figures("k5", [walk()])["items"]) == ("100.00%", "met")


def test_no_inspection_is_no_sample():
    assert shown(figures("k5", [])["items"]) == (None, "no_sample")


@pytest.mark.parametrize(
    ("case", "records", "items"),
    [
        ("passed at first", [walk()], (3, 3)),
        ("failed, and nothing done", [walk(results=FAILED)], (2, 3)),
        ("rectified and verified by due", [walk(results=FAILED), hazard()], (3, 3)),
        ("verified a day late", [walk(results=FAILED), hazard(verified="2026-12-01T04:00:00.000Z")], (2, 3)),
        ("a hazard still open", [walk(results=FAILED), hazard(status="rectifying", verified=None)], (2, 3)),
        ("one of two closed", [walk(results=FAILED), hazard("a"), hazard("b", "supervised", None)], (2, 3)),
        ("the hazard of another item", [walk(results=FAILED), hazard(item="CK12")], (2, 3)),
        ("the hazard was void", [walk(results=FAILED), hazard(status=VOIDED)], (2, 3)),
        ("不适用 with its reason is left out", [walk(results={**ALL_PASS, "CK07": "not_applicable"})], (2, 2)),
        ("未检 counts against it", [walk(results={**ALL_PASS, "CK07": "unchecked"})], (2, 3)),
        ("left out altogether is 未检 too", [walk(results={"CK06": "pass"})], (1, 3)),
        ("a missed round counts all its items", [missed()], (0, 3)),
        ("made after its time it was missed", [walk(finished=LATE)], (0, 3)),
        ("not submitted yet", [walk(status="checking", finished=None)], None),
        ("a special one has the items it looked at", [walk(kind="special", results={"CK30": "pass"})], (1, 1)),
    ],
)
def test_items_of_a_round(case, records, items):
    assert counted("k5", records)["round" if records[0].id == "round" else "missed"].amounts.get("items") == items, case


def test_an_exemption_without_a_reason_is_none():
    rows = [{"item": item, "result": "not_applicable"} for item in ALL_PASS]
    made = replace(walk(), payload={**walk().payload, "results": rows})
    assert counted("k5", [made])["round"].amounts["items"] == (0, 3)


def test_what_passed_at_first_is_shown_beside():
    found = figures("k5", [walk(results=FAILED), hazard()])
    assert (shown(found["items"]), shown(found["first_pass"])) == (("100.00%", "met"), ("66.67%", "shown"))


def test_a_hazard_counts_as_failed_until_it_is_closed_out():
    assert reasons("k5", hazard(status="rectifying"))["hazard"] == "open"
    assert shown(figures("k5", [walk(results=FAILED), hazard(status="rectifying")])["hazards"]) == ("0.00%", "shown")


def test_the_round_belongs_to_who_made_it_and_a_missed_one_to_nobody():
    found = counted("k5", [walk(contributors=("wang", "li")), missed()])
    assert (found["round"].person, found["missed"].person) == ("wang", "")
    assert figures("k5", [walk(), missed()], person="li")["items"].value == "100.00%"
    assert figures("k5", [walk(), missed()])["items"].value == "50.00%"


def test_a_planned_round_belongs_to_the_day_on_which_it_was_due():
    monthly = walk(at="2026-10-31T16:01:00.000Z", deadline="2026-11-13T09:45:00.000Z")
    assert counted("k5", [monthly])["round"].month == "2026-11"


@pytest.mark.parametrize(
    ("case", "records", "period", "ended", "drills", "fire"),
    [
        ("one a quarter", [drill(scenario="fire")], "2026Q4", True, "met", "met"),
        ("none in the quarter", [], "2026Q4", True, "not_met", "not_met"),
        ("none yet, and there is time", [], "2026Q4", False, "open", "open"),
        ("no fire drill in the half-year", [drill()], "2026Q4", True, "met", "not_met"),
        ("a fire drill in the quarter before", [drill(), drill("f", ended="2026-07-09T04:00:00.000Z", scenario="fire")],
         "2026Q4", True, "met", "met"),
        ("the half-year is not over with its first quarter", [], "2026Q3", True, "not_met", "open"),
        ("planned is not held", [drill(status="notified")], "2026Q4", True, "not_met", "not_met"),
        ("cancelled", [drill(status="cancelled")], "2026Q4", True, "not_met", "not_met"),
    ],
)  # fmt: skip
def test_drills_are_held_as_planned(case, records, period, ended, drills, fire):
    found = figures("k5", records, period, ended=ended)
    assert (found["drills"].status, found["fire_drills"].status) == (drills, fire), case


def test_a_person_has_the_drills_at_which_they_were_in_place():
    records = [drill(scenario="fire", there=["li"], away=["wang"])]
    of_li, of_wang = (figures("k5", records, "2026Q4", person=each) for each in ("li", "wang"))
    assert [(of_li[each].numerator, of_li[each].status) for each in DRILLS] == [(1, "met"), (1, "met")]
    assert [(of_wang[each].numerator, of_wang[each].status) for each in DRILLS] == [(0, "not_met"), (0, "not_met")]


def test_however_many_were_there_the_branch_held_one_drill():
    found = figures("k5", [drill(there=["li", "li", "wang"])], "2026Q4")
    assert (found["drills"].numerator, found["fire_drills"].numerator) == (1, 0)


def test_the_drill_stands_under_everybodys_figure_who_was_there():
    found = contributions(all_kpis()["k5"], [drill(there=["wang", "li", "li"])])
    told = [(each.record_id, each.person, each.reason) for each in found]
    assert told == [("drill", "", "rehearsed"), ("drill", "li", "took_part"), ("drill", "wang", "took_part")]


@pytest.mark.parametrize("status", ["planned", "notified", "under_way", "cancelled", VOIDED])
def test_nobody_took_part_in_a_drill_that_was_not_held(status):
    assert counted("k5", [drill(status=status, there=["li"])])["drill"].person == ""


def test_in_a_months_view_drills_are_only_shown():
    assert figures("k5", [drill()])["drills"].status == "shown"
