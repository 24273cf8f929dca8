"""What the worker does by the calendar: records owed by a plan, and the system's steps past due; on both databases."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from server.api.context import EXTENSION
from server.app import Outside, create_app
from server.domain.moments import from_wire, to_wire
from server.records import all_kinds
from server.services import Services
from server.services.run_online import Doer, OperationRefused, Step
from tests.pushes import pen_of
from tests.worlds import CHEAP

PLANNED = [kind for kind in all_kinds().values() if kind.scheduled]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FRIDAY = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)  # Saturday 00:30 in Shanghai


@pytest.fixture
def world(world_on_both):
    return world_on_both


def make(world):
    return world.services.parts["schedule"].make(world.clock())


def escalate(world):
    return world.services.parts["inbox"].escalate(world.clock())


def made(world):
    desk = world.sign_in("manager")
    found = [desk.get(f"/api/records?kind={kind.code}&limit=100").json["items"] for kind in PLANNED]
    return [item for items in found for item in items]


def status_of(world, record_id):
    return world.services.parts["records"].record(world.branch.id, record_id).status


def test_a_business_day_brings_its_rounds_with_their_deadlines(world):
    world.clock.now = datetime(2026, 3, 2, 16, 1, tzinfo=UTC)  # Tuesday 00:01
    make(world)
    due = {(item["values"]["plan"], item["values"]["deadline"]) for item in made(world)}
    assert {each for each in due if each[1].startswith("2026-03-03")} == {
        ("before_opening", "2026-03-03T01:00:00.000Z"),
        ("patrol_morning", "2026-03-03T03:30:00.000Z"),
        ("patrol_afternoon", "2026-03-03T07:30:00.000Z"),
        ("closing", "2026-03-03T09:45:00.000Z"),
    }


def test_a_day_on_which_the_branch_is_closed_brings_none(world):
    world.clock.now = FRIDAY - timedelta(hours=8)
    make(world)
    world.clock.now = FRIDAY
    assert make(world) == 0


def test_a_month_brings_one_round_from_its_first_business_day_on(world):
    world.clock.now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    make(world)
    monthly = [item["values"] for item in made(world) if item["values"]["plan"] == "monthly"]
    april = [values for values in monthly if values["deadline"].startswith("2026-04")]
    assert [values["deadline"] for values in april] == ["2026-04-15T09:45:00.000Z"]


def test_however_often_the_worker_looks_each_record_is_made_once(world):
    assert make(world) > 0
    assert make(world) == 0
    world.clock.pass_by(hours=1)
    assert make(world) == 0


def test_what_a_worker_left_out_while_it_was_down_is_made_up_and_then_missed(world):
    make(world)
    known = len(made(world))
    world.clock.pass_by(days=2, hours=1)
    assert make(world) == 2 * 4
    escalate(world)
    missed = [item for item in made(world) if item["values"]["deadline"] < to_wire(world.clock())]
    assert len(missed) >= known
    assert {item["status"] for item in missed} == {"missed"}


def test_what_fell_due_before_the_branch_opened_is_not_owed(world):
    make(world)
    assert min(item["values"]["deadline"] for item in made(world)) > to_wire(world.clock())


def test_two_workers_at_once_make_each_record_once(world):
    other = create_app(world.settings, Outside(clock=world.clock, random=os.urandom, hasher=CHEAP))
    services: Services = other.extensions[EXTENSION]
    try:
        with ThreadPoolExecutor(2) as pool:
            looks = [pool.submit(each.parts["schedule"].make, world.clock()) for each in (world.services, services)]
            counts = [look.result() for look in looks]
    finally:
        services.close()
    shown = made(world)
    assert sum(counts) == len(shown) > 0
    assert len({item["values"]["plan"] for item in shown}) == len(shown)


def from_the_first(kind):
    """The step the system takes once what was captured is left alone."""
    created = kind.life_cycle.created
    waits = "lobby_manager" in kind.capture_roles and kind.step_due_at(created, kind.example)
    return next((due.command for due in kind.dues if waits and due.command and created in due.states), None)


def begun_now(kind, world):
    """The kind's example, as of the world's clock."""
    last = max((value for value in kind.example.values() if is_moment(value)), default=None)
    shift = world.clock() - from_wire(last) if last else timedelta()
    return {code: moved(value, shift) for code, value in kind.example.items()}


def is_moment(value):
    return isinstance(value, str) and len(value) == 24 and value.endswith("Z")


def moved(value, shift):
    if is_moment(value):
        return to_wire(from_wire(value) + shift)
    return str(date.fromisoformat(value) + shift) if isinstance(value, str) and DAY.fullmatch(value) else value


LEFT_ALONE = [kind for kind in all_kinds().values() if from_the_first(kind) and not kind.scheduled]


@pytest.mark.parametrize("kind", LEFT_ALONE, ids=lambda kind: kind.code)
def test_what_is_left_alone_past_its_time_is_taken_further_by_the_system(world, kind):
    pen = pen_of(world)
    created = pen.create(kind.code, **begun_now(kind, world))
    assert pen.push(created)[0]["verdict"] == "applied"
    world.clock.pass_by(days=60)
    assert escalate(world) == 1
    step = next(each for each in kind.life_cycle.commands if each.code == from_the_first(kind))
    assert status_of(world, created["record_id"]) == step.to


def test_a_bulletin_expires_by_itself(world):
    service = world.sign_in("service")
    run, at = world.services.parts["sync"].run_online, world.clock()
    doer = Doer(service.user["id"], "department_agent", world.branch.id)
    values = all_kinds()["product_bulletin"].example | {"expires_at": to_wire(at + timedelta(days=1))}
    _, drafted = run.capture(doer, "product_bulletin", values | {"effective_from": to_wire(at)}, at)
    run(doer, drafted.id, Step("publish"), at)
    assert escalate(world) == 0
    world.clock.pass_by(days=2)
    assert escalate(world) == 1
    assert status_of(world, drafted.id) == "expired"


def test_a_hand_over_nobody_confirmed_in_half_an_hour_stands_before_the_branch_manager(world):
    """On the tablet it is late in everybody's due list (pwa/src/screens/today/due_list.ts); at the desk it is counted and listed."""
    pen = pen_of(world)
    links = dict.fromkeys(("open_tickets", "due_records", "devices", "follow_ups"))
    handed = pen.create("handover", handed_at=to_wire(world.clock()), **links)
    assert pen.push(handed)[0]["verdict"] == "applied"
    world.clock.pass_by(minutes=29)
    assert escalate(world) == 0
    world.clock.pass_by(minutes=2)
    assert escalate(world) == 1
    manager = world.sign_in("manager")
    counted = {each["code"]: each["count"] for each in manager.get("/api/overview").json["counts"]}
    assert (counted["handover.unconfirmed"], counted["overdue"]) == (1, 1)
    listed = manager.get("/api/records?kind=handover&status=overdue").json["items"]
    assert [each["id"] for each in listed] == [handed["record_id"]]


def test_a_step_that_is_refused_is_not_asked_for_again(world):
    pen = pen_of(world)
    pen.push(pen.create("department_ticket"))
    world.clock.pass_by(days=60)
    asked = []

    def refuse(who, record_id, step, at):
        asked.append(record_id)
        raise OperationRefused({"verdict": "rejected"})

    escalating = replace(world.services.parts["inbox"].escalate, run=refuse)
    assert [escalating(world.clock()) for _ in range(3)] == [0, 0, 0]
    assert len(asked) == 1
