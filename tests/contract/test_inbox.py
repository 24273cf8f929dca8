"""The inbox of a department, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from server.records import all_kinds
from server.services.read_inbox import Position, waiting_states
from server.store.database import Database
from server.store.inbox_store import done_query, open_query
from tests.pushes import Pen, pen_of
from tests.worlds import Desk, World

KIND = next(kind for kind in all_kinds().values() if kind.inbox is not None)
DEPARTMENT = KIND.inbox.department_field if KIND.inbox else ""


def ask(pen: Pen, department: str = "credit_dept", **values: Any) -> dict[str, Any]:
    ticket = pen.create(KIND.code, **{DEPARTMENT: department, "linked": None} | values)
    assert [receipt["verdict"] for receipt in pen.push(ticket)] == ["applied"]
    return ticket


def withdraw(pen: Pen, ticket: dict[str, Any]) -> None:
    receipts = pen.push(pen.command(ticket, "withdraw", {"rev": 1}, reason="已当面说明"))
    assert receipts[0]["verdict"] == "applied"


def inbox(desk: Desk, query: str = "") -> dict[str, Any]:
    answer = desk.get(f"/api/inbox{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def ids(page: dict[str, Any]) -> list[str]:
    return [item["id"] for item in page["items"]]


def walked(desk: Desk, state: str) -> list[str]:
    """Every id, page by page of one."""
    found, query = [], f"?state={state}&limit=1"
    page = inbox(desk, query)
    while True:
        found += ids(page)
        if page["next"] is None:
            return found
        page = inbox(desk, f"{query}&cursor={page['next']}")


def test_a_ticket_is_seen_by_its_own_department_alone(world_on_both: World) -> None:
    ticket = ask(pen_of(world_on_both))
    assert ids(inbox(world_on_both.sign_in("credit"))) == [ticket["record_id"]]
    assert ids(inbox(world_on_both.sign_in("support"))) == []


def test_a_ticket_stays_within_its_branch(world_on_both: World) -> None:
    ask(pen_of(world_on_both))
    elsewhere = world_on_both.other_branch()
    assert ids(inbox(world_on_both.sign_in("credit", elsewhere))) == []


def test_what_is_due_first_stands_first(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    early = ask(pen)
    world_on_both.clock.pass_by(minutes=30)
    late = ask(pen)
    assert ids(inbox(world_on_both.sign_in("credit"))) == [early["record_id"], late["record_id"]]


def test_a_clock_runs_down_to_its_due_time_and_over_it(world_on_both: World) -> None:
    ask(pen_of(world_on_both))
    desk = world_on_both.sign_in("credit")
    fresh = inbox(desk)["items"][0]
    world_on_both.clock.pass_by(minutes=fresh["minutes_left"] - 1)
    soon = inbox(desk)
    world_on_both.clock.pass_by(minutes=1)
    late = inbox(desk)
    assert (fresh["overdue"], soon["items"][0]["minutes_left"], late["items"][0]["overdue"]) == (False, 1, True)
    assert [page["counts"] for page in (soon, late)] == [{"open": 1, "overdue": 0}, {"open": 1, "overdue": 1}]


def test_what_the_department_need_not_touch_any_more_is_done_and_has_no_clock(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    ticket = ask(pen)
    withdraw(pen, ticket)
    desk = world_on_both.sign_in("credit")
    done = inbox(desk, "?state=done")
    assert ids(inbox(desk)) == []
    assert ids(done) == [ticket["record_id"]]
    assert (done["items"][0]["open"], done["items"][0]["overdue"], done["counts"]["open"]) == (False, False, 0)


def test_what_a_department_answered_stays_within_its_sight_when_the_next_one_has_it(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("marketing")
    material = pen.create("event_material")
    pen.push(material, pen.command(material, "submit", {"after": material["op_id"]}))
    target = f"/api/records/{material['record_id']}"
    said = {"args": {"marketing_opinion": "同意使用"}, "reason": None, "expected_rev": 2}
    answer = desk.post(f"{target}/commands/marketing_pass", said)
    assert answer.status_code == 200, answer.text
    assert ids(inbox(world_on_both.sign_in("compliance"))) == [material["record_id"]]
    assert (ids(inbox(desk)), ids(inbox(desk, "?state=done"))) == ([], [material["record_id"]])
    assert desk.get(target).json["commands"] == []
    assert ids(desk.get("/api/records?kind=event_material").json) == [material["record_id"]]
    assert world_on_both.sign_in("credit").get(target).status_code == 404


def test_pages_lead_through_everything_once(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    waiting, withdrawn = [ask(pen) for _ in range(3)], [ask(pen) for _ in range(3)]
    for ticket in withdrawn:
        withdraw(pen, ticket)
    desk = world_on_both.sign_in("credit")
    assert walked(desk, "open") == sorted(ticket["record_id"] for ticket in waiting)
    assert walked(desk, "done") == sorted((ticket["record_id"] for ticket in withdrawn), reverse=True)


def test_personal_values_are_masked(world_on_both: World) -> None:
    ask(pen_of(world_on_both), contact_person="孙莉莉")
    assert inbox(world_on_both.sign_in("credit"))["items"][0]["values"]["contact_person"] == "孙**"


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "W10", "WzEsMl0", "WyJhIiwgIlx1MDAwMCJd"])
def test_a_cursor_that_is_none_is_refused(world: World, cursor: str) -> None:
    answer = world.sign_in("credit").get(f"/api/inbox?cursor={cursor}")
    assert (answer.status_code, answer.json["field"]) == (422, "cursor")


def test_only_agents_have_an_inbox(world: World) -> None:
    assert world.sign_in("teller").get("/api/inbox").status_code == 403


@pytest.mark.parametrize("query", [open_query, done_query])
@pytest.mark.parametrize("after", [None, Position("2026-03-02T01:00:00.000Z", "x")])
def test_an_inbox_is_read_by_its_index(database_url: str, query: Any, after: Position | None) -> None:
    database = Database(database_url)
    wanted = query("branch", "credit_dept", waiting_states([KIND]), after).limit(50)
    statement = str(wanted.compile(database.engine, compile_kwargs={"literal_binds": True}))
    sqlite = database.dialect == "sqlite"
    with database.engine.connect() as connection:
        if not sqlite:  # PostgreSQL reads an empty table whole, whatever its indexes are
            connection.execute(text("SET enable_seqscan = off"))
        plan = str(connection.execute(text(f"EXPLAIN {'QUERY PLAN' if sqlite else ''} {statement}")).all())
    database.close()
    assert f"ix_records_inbox_{query.__name__.removesuffix('_query')}" in plan
