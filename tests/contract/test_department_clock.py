"""The clock of a department runs while the branch that asks is open: its own closing days and hours, not the bank's alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.contract.test_reference_editor import Draft
from tests.pushes import Pen, pen_of
from tests.worlds import World

TURN = {"to_department": "customer_service_dept", "priority": "normal", "linked": None}  # one working day


def closed_on_wednesday(world: World) -> None:
    draft = Draft.of(world.sign_in("manager"), "branch_hours")
    closure = {"day": "2026-03-04", "working": False, "zh": "装修停业", "en": "Refitting", "source": "停业公告"}
    draft.entries[0]["changed_days"] = [closure]
    assert draft.save().status_code == 200
    assert draft.publish().status_code == 200
    world.clock.pass_by(days=1, hours=1)  # Tuesday 3 March, 10:00


def ask(world: World, pen: Pen) -> dict[str, Any]:
    ticket = pen.create("department_ticket", **TURN)
    assert pen.push(ticket)[0]["verdict"] == "applied"
    return ticket


def due_at(world: World, ticket: dict[str, Any], branch_id: str) -> Any:
    return world.services.parts["records"].record(branch_id, ticket["record_id"]).payload["due_at"]


def test_a_day_on_which_the_branch_is_closed_is_not_counted_against_the_department(world_on_both: World) -> None:
    world = world_on_both
    closed_on_wednesday(world)
    elsewhere = world.other_branch()
    mine, theirs = pen_of(world), pen_of(world, tablet=world.signed_in_tablet("lobby", elsewhere))
    found = due_at(world, ask(world, mine), world.branch.id), due_at(world, ask(world, theirs), elsewhere.id)
    assert found == ("2026-03-05T02:00:00.000Z", "2026-03-04T02:00:00.000Z")


@pytest.mark.parametrize("closed", [True, False])
def test_the_time_to_answer_is_measured_by_the_same_calendar(world: World, closed: bool) -> None:
    if closed:
        closed_on_wednesday(world)
    else:
        world.clock.pass_by(days=1, hours=1)
    ticket = ask(world, pen_of(world))
    world.clock.now += timedelta(days=2)
    agent = world.sign_in("service")
    said = {"args": {"reply": "已核对，按通告办理。", "result": "solved"}, "reason": None, "expected_rev": 2}
    commands = f"/api/records/{ticket['record_id']}/commands"
    started = agent.post(f"{commands}/start", {"args": {}, "reason": None, "expected_rev": 1})
    assert started.status_code == 200, started.text
    answered = agent.post(f"{commands}/reply", said)
    assert answered.status_code == 200, answered.text
    week = agent.get("/api/inbox/load").json["weeks"][-1]
    assert (week["answered"], week["minutes"], week["late"]) == (1, 480 if closed else 960, 0 if closed else 1)
