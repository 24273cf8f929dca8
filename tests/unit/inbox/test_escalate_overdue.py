"""What a department leaves past its due time is taken further by the system, once and through the engine."""

from __future__ import annotations

from typing import Any

from server.api.context import EXTENSION
from server.records import all_kinds
from server.services.inbox_part import InboxPart
from tests.pushes import pen_of
from tests.worlds import World

KIND = next(kind for kind in all_kinds().values() if kind.inbox and any(due.command for due in kind.dues))
STEP = next(due.command for due in KIND.dues if due.command)


def part(world: World) -> InboxPart:
    found = world.app.extensions[EXTENSION].parts["inbox"]
    assert isinstance(found, InboxPart)
    return found


def asked(world: World) -> dict[str, Any]:
    pen = pen_of(world)
    ticket = pen.create(KIND.code, linked=None)
    pen.push(ticket)
    return ticket


def record(world: World, ticket: dict[str, Any]) -> dict[str, Any]:
    return dict(world.sign_in("credit").get(f"/api/records/{ticket['record_id']}").json)


def test_nothing_is_escalated_before_its_time(world: World) -> None:
    asked(world)
    assert part(world).escalate(world.clock()) == 0


def test_what_is_overdue_is_escalated_once(world: World) -> None:
    asked(world)
    world.clock.pass_by(days=10)
    assert [part(world).escalate(world.clock()) for _ in range(2)] == [1, 0]


def test_the_record_tells_that_the_system_did_it(world: World) -> None:
    ticket = asked(world)
    world.clock.pass_by(days=10)
    part(world).escalate(world.clock())
    told = record(world, ticket)
    step = next(entry for entry in told["history"] if entry["verb"] == STEP)
    assert (told["status"], step["by_name"], step["verdict"]) == ("escalated", "系统", "applied")


def test_the_audit_log_tells_it_too(world: World) -> None:
    asked(world)
    world.clock.pass_by(days=10)
    part(world).escalate(world.clock())
    newest = world.services.audit_pages.newest(world.branch.id, before_seq=None, action="operations.decided", limit=1)
    assert newest[0].at == world.clock()


def test_the_department_may_still_answer_what_was_escalated(world: World) -> None:
    ticket = asked(world)
    world.clock.pass_by(days=10)
    part(world).escalate(world.clock())
    shown = world.sign_in("credit").get("/api/inbox").json["items"]
    assert [(item["id"], item["open"], item["overdue"]) for item in shown] == [(ticket["record_id"], True, True)]


def test_a_tablet_hears_of_it(world: World) -> None:
    pen = pen_of(world)
    ticket = pen.create(KIND.code, linked=None)
    pen.push(ticket)
    pen.pull_items()
    world.clock.pass_by(hours=9)
    part(world).escalate(world.clock())
    assert [item["status"] for item in pen.pull_items() if item["t"] == "record"] == ["escalated"]
