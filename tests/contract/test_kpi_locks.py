"""Periods are locked on the fifth working day; what comes later is a restated version that says what changed. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.lifecycle import VOIDED
from tests.contract.test_kpi_counting import apply
from tests.contract.test_kpis_api import figure, kpi, read
from tests.unit.kpi.bank import record
from tests.unit.kpi.test_safety import FAILED, hazard, walk

AT = "2026-03-20T01:00:00.000Z"
# Tomb-sweeping day is Sunday 5 April 2026, made up for on Monday: the fifth working day of April is Wednesday the 8th.
BEFORE, AFTER = datetime(2026, 4, 8, 8, 59, tzinfo=UTC), datetime(2026, 4, 8, 9, 1, tzinfo=UTC)
MARCH = "/api/kpis?period=2026-03"


@pytest.fixture
def world(world_on_both):
    return world_on_both


def response(id, q1="5", **more):
    told = {
        "mode": "self",
        "q1": q1,
        "started_at": AT,
        "submitted_at": "2026-03-20T01:05:00.000Z",
        "linked": f"visit-{id}",
    }
    return record("survey_response", id, "submitted", at=AT, **{**told, **more})


def lock(world, at=AFTER):
    world.clock.now = at
    return world.services.parts["kpis"].lock(at)


def versions(world, code="k1", period="2026-03", name="manager"):
    return read(world.sign_in(name), f"/api/kpis/{code}/versions?period={period}")["versions"]


def test_a_period_is_locked_at_the_close_of_the_fifth_working_day_and_once(world):
    assert read(world.sign_in("manager"))["lock"]["due_at"] == "2026-04-08T09:00:00.000Z"
    lock(world, BEFORE)
    assert read(world.sign_in("manager"))["lock"]["state"] == "open"
    assert lock(world) > 0
    assert lock(world) == 0
    found = read(world.sign_in("manager"))["lock"]
    assert (found["state"], found["version"], found["pending"]) == ("locked", 1, False)


def test_a_period_before_the_branch_opened_is_not_locked(world):
    lock(world)
    assert versions(world, period="2026-02") == []


def test_what_arrives_late_changes_nothing_silently_and_makes_a_restated_version(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    apply(world, world.branch.id, [response("late", q1="1")])
    found = read(world.sign_in("manager"))
    assert (figure(kpi(found, "k1"), "satisfied")["value"], kpi(found, "k1")["locked"]) == ("100.00%", True)
    assert found["lock"]["pending"] is True
    assert lock(world) > 0
    found = read(world.sign_in("manager"))
    assert (figure(kpi(found, "k1"), "satisfied")["value"], found["lock"]["state"]) == ("50.00%", "restated")
    first, second = versions(world)
    assert (figure(first, "satisfied")["value"], first["difference"]) == ("100.00%", None)
    assert [(each["code"], each["before"], each["after"]) for each in second["difference"]["figures"]] == [
        ("satisfied", "100.00%", "50.00%"),
        ("mean_score", "100.00%", "60.00%"),
    ]
    assert [(each["record_id"], each["change"]) for each in second["difference"]["records"]] == [("late", "added")]


def test_a_record_that_is_void_after_the_lock_is_told_with_both_its_reasons(world):
    apply(world, world.branch.id, [response("a"), response("b")])
    lock(world)
    apply(world, world.branch.id, [replace(response("b"), status=VOIDED)])
    lock(world)
    changed = versions(world)[-1]["difference"]["records"]
    assert [(each["before"]["reason"]["code"], each["after"]["reason"]["code"]) for each in changed] == [
        ("valid", "void")
    ]


def test_a_hazard_still_open_at_lock_counts_as_failed_and_is_restated_when_closed_out_in_time(world):
    place = {"at": AT, "deadline": "2026-03-20T03:30:00.000Z", "finished": "2026-03-20T03:00:00.000Z"}
    due = {"due": "2026-04-20", "at": AT}
    open_one = hazard(status="rectifying", verified=None, **due)
    apply(world, world.branch.id, [walk(results=FAILED, kind="special", special_topic="门禁", **place), open_one])
    lock(world)
    assert figure(versions(world, "k5")[0], "items")["value"] == "66.67%"
    world.clock.now = datetime(2026, 4, 15, 9, tzinfo=UTC)
    apply(world, world.branch.id, [hazard(verified="2026-04-15T08:00:00.000Z", **due)])
    lock(world, world.clock.now)
    assert figure(versions(world, "k5")[-1], "items")["value"] == "100.00%"


def test_what_changes_nothing_in_the_figures_or_their_list_makes_no_version(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    world.services.parts["kpis"].lock.locks.mark_stale(world.branch.id, ["2026-03"])
    assert lock(world) == 0
    assert read(world.sign_in("manager"))["lock"]["pending"] is False


def test_a_restated_version_holds_the_kpis_that_changed_alone(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    apply(world, world.branch.id, [response("late")])
    lock(world)
    assert (len(versions(world, "k1")), len(versions(world, "k2"))) == (2, 1)
    assert kpi(read(world.sign_in("manager")), "k2")["locked"] is True


def test_a_quarter_is_locked_with_its_own_figures(world):
    apply(world, world.branch.id, [record("feedback", "a", "collected", at=AT, content="排队太久")])
    lock(world)
    found = kpi(read(world.sign_in("manager"), "/api/kpis?period=2026Q1"), "k3")
    assert (found["locked"], figure(found, "opinions")["value"]) == (True, "1")


def test_every_version_proves_that_nobody_changed_it(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    found = versions(world)[0]
    assert (found["intact"], len(found["hash"]), found["records"]) == (True, 64, 1)


def test_a_version_that_somebody_changed_is_found(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    locks = world.services.parts["kpis"].lock.locks
    first = locks.versions(world.branch.id, "2026-03", "k1")[0]
    locks.add([replace(first, version=9, figures=first.figures.replace("100.00%", "85.00%"))])
    found = world.services.parts["kpis"].recount.of_branch(world.branch.id)
    assert (found.damaged, found.agrees) == ([("2026-03", "k1", 9)], False)


def test_locking_is_in_the_audit_log(world):
    lock(world)
    actions = [each["action"] for each in read(world.sign_in("auditor"), "/api/audit")["entries"]]
    assert "kpi.locked" in actions


def test_lobby_staff_see_in_a_restatement_what_is_theirs(world):
    mine, hers = world.person("lobby").id, world.person("lobby2").id
    apply(world, world.branch.id, [response("a", by=mine)])
    lock(world)
    apply(world, world.branch.id, [response("b", by=hers), response("c", by=mine, q1="1")])
    lock(world)
    second = versions(world, name="lobby")[-1]
    assert [each["record_id"] for each in second["difference"]["records"]] == ["c"]
    assert figure(second, "satisfied")["value"] == "50.00%"
