"""Inspections, hazards, drills and emergencies (domain.md §2.6)."""

import pytest

from server.records import all_kinds
from tests.unit.records.steps import barred, capture, step

PICTURE = "sha256:" + "d4" * 32
SIGNED = {"inspector": "sha256:" + "e5" * 32, "finished_at": "2026-11-24T02:50:00.000Z"}


def submitted(
    *results: dict[str, object], held: dict[str, object] | None = None, **more: object
) -> set[tuple[str, str]]:
    return step("inspection", "submit", held=held, results=list(results), **{**SIGNED, **more})


def test_a_failed_item_needs_a_picture() -> None:
    assert submitted({"item": "CK06", "result": "fail"}) == {("results.0.photos", "failed_item_pictured")}
    assert submitted({"item": "CK06", "result": "fail", "photos": [PICTURE]}) == set()


def test_what_does_not_apply_needs_a_reason() -> None:
    assert submitted({"item": "CK06", "result": "not_applicable"}) == {("results.0.reason", "exemption_explained")}


def test_what_was_not_checked_needs_a_reason_only_when_submitted() -> None:
    unchecked = {"item": "CK06", "result": "unchecked"}
    assert step("inspection", "note", results=[unchecked]) == set()
    assert submitted(unchecked) == {("results.0.reason", "gap_explained")}


def test_no_item_is_judged_twice() -> None:
    passed = {"item": "CK06", "result": "pass"}
    assert submitted(passed, passed) == {("results.1.item", "repeated")}


def test_an_inspection_is_signed() -> None:
    assert submitted({"item": "CK06", "result": "pass"}, inspector=None) == {("inspector", "required")}


def test_a_monthly_inspection_is_accompanied_and_signed_by_both() -> None:
    passed = {"item": "CK06", "result": "pass"}
    assert submitted(passed, held={"kind": "monthly"}) == {
        ("companion", "monthly_accompanied"),
        ("companion_signature", "companion_signs"),
    }
    accompanied = {"companion": "刘强", "companion_signature": PICTURE}
    assert submitted(passed, held={"kind": "monthly"}, **accompanied) == set()


def test_a_special_inspection_says_what_it_looks_at() -> None:
    assert capture("inspection", kind="special") == {("special_topic", "topic_of_a_special_round")}


def test_an_inspection_done_in_time_without_a_network_is_submitted_after_it_was_marked_as_missed() -> None:
    submit = next(each for each in all_kinds()["inspection"].life_cycle.commands if each.code == "submit")
    assert set(submit.source) == {"due", "checking", "missed"}


def test_nobody_reviews_their_own_inspection() -> None:
    assert barred("inspection", "review", "safety_officer", contributed=True) == "self_review"


def test_only_the_system_marks_an_inspection_as_missed() -> None:
    (due,) = [due for due in all_kinds()["inspection"].dues if due.command]
    assert (due.field, due.command) == ("deadline", "miss")
    assert barred("inspection", "miss", "branch_manager") == "not_permitted"


def test_who_removed_a_hazard_does_not_check_it() -> None:
    checked = {"verified_at": "2026-12-01T02:00:00.000Z"}
    held = {"rectifier": "u-1", "measure": "更换防滑地垫", "rectified_at": "2026-11-30T02:00:00.000Z"}
    assert step("hazard", "verify", held=held, verifier="u-1", **checked) == {("verifier", "checked_by_another")}
    assert step("hazard", "verify", held=held, verifier="u-2", **checked) == set()
    assert barred("hazard", "verify", "safety_officer", named_in=frozenset({"rectifier"})) == "self_review"


def test_a_removed_hazard_is_shown_in_a_picture() -> None:
    removed = {"measure": "更换防滑地垫", "rectifier": "u-1", "rectified_at": "2026-11-30T02:00:00.000Z"}
    assert ("photo_after", "required") in step("hazard", "submit", **removed)
    assert step("hazard", "submit", **removed, photo_after=[PICTURE]) == set()


def test_a_major_hazard_is_secured_before_it_is_reported() -> None:
    held = {"severity": "major", "interim": None}
    assert step("hazard", "report", held=held) == {("interim", "major_secured_at_once")}
    assert step("hazard", "report", held=held, interim="封闭通道，专人值守") == set()


def test_a_hazard_past_its_day_is_put_under_supervision_by_the_system_and_still_closed_out() -> None:
    (due,) = [due for due in all_kinds()["hazard"].dues if due.command]
    assert (due.field, due.command) == ("due_on", "supervise")
    submit = next(each for each in all_kinds()["hazard"].life_cycle.commands if each.code == "submit")
    assert "supervised" in submit.source


def test_reporting_a_major_hazard_opens_an_urgent_ticket_to_security() -> None:
    (start,) = [start for start in all_kinds()["hazard"].starts if start.auto]
    assert start.values["to_department"] == "=security_dept"
    assert start.values["priority"] == "=urgent"


def test_an_announced_drill_is_announced_before_it_begins() -> None:
    begun = {"started_at": "2026-12-10T09:10:00.000Z"}
    assert step("drill", "start", **begun) == {("notified_at", "announced_before_it_begins")}
    assert step("drill", "start", held={"announced": "blind"}, **begun) == set()


@pytest.mark.parametrize("kind", ["drill", "incident"])
def test_missing_heads_are_accounted_for(kind: str) -> None:
    counted = {"head_count_due": 9, "head_count": 8}
    begun = {"started_at": "2026-12-10T09:10:00.000Z"}
    assert step(kind, "note", held=begun, **counted) == {("head_count_note", "heads_accounted_for")}
    assert step(kind, "note", held=begun, **counted, head_count_note="李晓送伤员就医") == set()


def test_a_drill_ends_with_its_steps_and_its_count_of_heads() -> None:
    ended = {"started_at": "2026-12-10T09:10:00.000Z", "ended_at": "2026-12-10T09:21:00.000Z"}
    assert {("timeline", "required"), ("head_count", "required")} <= step("drill", "finish", **ended)
    timeline = [{"step": "discover", "at": "2026-12-10T09:10:08.000Z", "done": "done"}]
    assert step("drill", "finish", **ended, timeline=timeline, head_count=9) == set()


def test_score_and_verdict_are_worked_out_and_never_written() -> None:
    for kind in ("drill", "incident"):
        assert capture(kind, score=100) == {("score", "derived_field")}


def test_harm_to_people_is_described() -> None:
    assert capture("incident", harm=None) == {("harm", "harm_described")}
    assert capture("incident", harm=None, injured_count=0) == set()
