"""All twelve departments: each finds its own tickets at its desk and no other's, and its answer reaches the tablet."""

from __future__ import annotations

import pytest

from server.domain.departments import DEPARTMENTS
from tests.contract.test_inbox import ask, ids, inbox
from tests.contract.test_reference_editor import keeper
from tests.pushes import Pen, pen_of
from tests.worlds import Desk, World


@pytest.fixture
def pen(world: World) -> Pen:
    return pen_of(world)


def test_every_department_answers_its_own_tickets_and_the_tablet_reads_it(world: World, pen: Pen) -> None:
    named = {"other_dept": {"other_department": "工会"}}
    asked = {each.code: ask(pen, each.code, **named.get(each.code, {})) for each in DEPARTMENTS}
    desks = {each.code: keeper(world, each.code, "department_agent", each.code) for each in DEPARTMENTS}
    assert {code: ids(inbox(desk)) for code, desk in desks.items()} == {
        code: [ticket["record_id"]] for code, ticket in asked.items()
    }
    for code, desk in desks.items():
        answers(desk, asked[code]["record_id"], f"{code} 已办理。")
    told = {item["id"]: item["values"].get("reply") for item in pen.pull_items() if item["t"] == "record"}
    assert told == {ticket["record_id"]: f"{code} 已办理。" for code, ticket in asked.items()}


def answers(desk: Desk, record_id: str, reply: str) -> None:
    for rev, (verb, args) in enumerate((("receive", {}), ("reply", {"reply": reply, "result": "solved"})), start=1):
        step = {"args": args, "reason": None, "expected_rev": rev}
        answer = desk.post(f"/api/records/{record_id}/commands/{verb}", step)
        assert (answer.status_code, answer.json["receipt"]["verdict"]) == (200, "applied"), answer.json
