"""Who is told what, on both databases: it follows from the definitions, and nobody hears of what they may not see."""

from __future__ import annotations

from typing import Any

from server.documents.faults import RenderFault
from server.domain.people import User
from server.records import all_kinds
from server.services.edit_user import AccountChange
from tests.contract.test_approvals import Planning
from tests.filings import Broken, closed, issue, listed
from tests.pushes import Pen, pen_of
from tests.worlds import PASSWORD, Desk, World

TICKET = next(kind for kind in all_kinds().values() if kind.inbox is not None)
DEPARTMENT = TICKET.inbox.department_field if TICKET.inbox else ""
HIGHEST = "ffffffff-ffff-7fff-bfff-ffffffffffff"
SEALED = next(kind for kind in all_kinds().values() if kind.sealed and kind.readers)


def ask(pen: Pen, department: str = "credit_dept") -> dict[str, Any]:
    ticket = pen.create(TICKET.code, **{DEPARTMENT: department, "linked": None})
    assert [receipt["verdict"] for receipt in pen.push(ticket)] == ["applied"]
    return ticket


def page(desk: Desk, query: str = "") -> dict[str, Any]:
    answer = desk.get(f"/api/notices{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def told(desk: Desk, record_id: str) -> list[tuple[str, str]]:
    """(code, verb) of the notices about this record, oldest first."""
    return [(each["code"], each["verb"]) for each in reversed(page(desk)["items"]) if each["record_id"] == record_id]


def step(desk: Desk, record_id: str, verb: str, reason: str | None = None, **args: Any) -> None:
    wanted = {"args": args, "reason": reason, "expected_rev": desk.get(f"/api/records/{record_id}").json["rev"]}
    answer = desk.post(f"/api/records/{record_id}/commands/{verb}", wanted)
    assert answer.status_code == 200, answer.text


def read(desk: Desk, **which: Any) -> int:
    answer = desk.post("/api/notices/read", which)
    assert answer.status_code == 200, answer.text
    return int(answer.json["unread"])


def test_who_decides_hears_that_something_waits_and_its_author_of_the_decision(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    assert told(planning.manager, planning.plan) == [("to_approve", "submit")]
    assert told(planning.author, planning.plan) == [], "nobody is told of what they did"
    assert planning.judge(planning.manager, "endorse").status_code == 200
    assert told(planning.author, planning.plan) == [("step", "endorse")]
    assert told(world_on_both.sign_in("management"), planning.plan) == [("to_approve", "endorse")]
    assert told(world_on_both.sign_in("teller"), planning.plan) == []


def test_a_role_of_the_whole_bank_hears_of_every_branch(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    assert planning.judge(planning.manager, "endorse").status_code == 200
    elsewhere = world_on_both.sign_in("management", world_on_both.other_branch())
    assert told(elsewhere, planning.plan) == [("to_approve", "endorse")]
    assert told(world_on_both.sign_in("manager", world_on_both.other_branch()), planning.plan) == []


def test_a_ticket_is_told_to_its_department_alone_as_lists_show_it(world_on_both: World) -> None:
    ticket = ask(pen_of(world_on_both))
    (only,) = page(world_on_both.sign_in("credit"))["items"]
    assert (only["code"], only["record_id"], only["read"]) == ("addressed", ticket["record_id"], False)
    assert only["record"]["no"].startswith(TICKET.prefix)
    assert set(only["record"]["values"]) <= {TICKET.columns.title, *TICKET.columns.subtitle}
    assert page(world_on_both.sign_in("support"))["items"] == []
    assert page(world_on_both.sign_in("manager"))["items"] == []


def test_an_answer_reaches_whoever_asked_and_a_ticket_opened_again_its_department(world_on_both: World) -> None:
    pen, credit, lobby = pen_of(world_on_both), world_on_both.sign_in("credit"), world_on_both.sign_in("lobby")
    name = ask(pen)["record_id"]
    step(credit, name, "reply", reply="额度已批复，请通知客户来行签约。", result="solved")
    assert told(lobby, name) == [("step", "reply")]
    assert told(world_on_both.sign_in("lobby2"), name) == []
    world_on_both.clock.pass_by(minutes=1)
    step(lobby, name, "reopen", reason="客户还有疑问")
    assert told(credit, name) == [("addressed", "create"), ("addressed", "reopen")]


def test_what_the_system_took_further_is_told_to_who_answers_for_the_branch(world_on_both: World) -> None:
    ticket = ask(pen_of(world_on_both))
    world_on_both.clock.pass_by(days=30)
    assert world_on_both.services.parts["inbox"].escalate(world_on_both.clock()) == 1
    (code, verb) = told(world_on_both.sign_in("manager"), ticket["record_id"])[-1]
    assert code == "by_system"
    assert told(world_on_both.sign_in("lobby"), ticket["record_id"]) == [("step", verb)]


def test_a_conflict_is_told_to_whoever_may_choose(world_on_both: World) -> None:
    pen, other = pen_of(world_on_both), pen_of(world_on_both, "lobby2")
    captured = pen.create("lost_item", notice_at=None)
    pen.push(captured)
    was = captured["patch"]["item"]["to"]
    pen.push(pen.update(captured, {"rev": 1}, item=[was, "蓝色折叠伞"]))
    assert other.push(other.update(captured, {"rev": 1}, item=[was, "绿色折叠伞"]))[0]["verdict"] == "conflict"
    for name in ("lobby", "supervisor"):
        assert ("conflict", None) in told(world_on_both.sign_in(name), captured["record_id"])
    assert told(world_on_both.sign_in("auditor"), captured["record_id"]) == []


def test_a_document_that_failed_is_told_to_the_back_office(world_on_both: World) -> None:
    created = closed(pen_of(world_on_both))
    assert issue(world_on_both, renderer=Broken(RenderFault("missing_glyph"))).issue_one()
    (only,) = [each for each in page(world_on_both.sign_in("teller"))["items"] if each["code"] == "document_failed"]
    assert only["record_id"] == created["record_id"]
    assert only["document_id"] == listed(world_on_both.sign_in("teller"))[0]["id"]
    assert told(world_on_both.sign_in("lobby2"), created["record_id"]) == []


def test_of_what_is_sealed_its_readers_hear_nothing_but_that_it_is_there(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    clue = pen.create(SEALED.code)
    assert pen.push(clue)[0]["verdict"] == "applied"
    (only,) = page(world_on_both.sign_in("compliance"))["items"]
    assert (only["code"], only["record_id"], only["record"]["values"]) == ("addressed", clue["record_id"], {})
    for name in ("lobby", "lobby2", "supervisor", "manager", "credit", "auditor", "management"):
        assert told(world_on_both.sign_in(name), clue["record_id"]) == []


def test_what_is_read_is_read_by_one_person(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    (only,) = page(planning.manager)["items"]
    assert page(planning.manager)["unread"] == 1
    assert read(planning.manager, ids=[only["id"]]) == 0
    assert page(planning.manager)["items"][0]["read"] is True
    assert read(planning.author, ids=[only["id"]]) == 0, "marking what is not one's own changes nothing"
    assert page(colleague(world_on_both))["unread"] == 1


def test_everything_up_to_what_was_seen_is_read_at_once(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("credit")
    for _ in range(3):
        world_on_both.clock.pass_by(minutes=1)
        ask(pen)
    seen = page(desk)["items"][0]["id"]
    world_on_both.clock.pass_by(minutes=1)
    ask(pen)
    assert read(desk, through=seen) == 1


def test_what_one_read_in_another_role_is_not_what_is_to_be_read_in_this_one(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    manager: User = world_on_both.person("manager")
    both = AccountChange(
        name=manager.name, branch_id=manager.branch_id, roles=("teller", "branch_manager"), department=None
    )
    world_on_both.services.edit_user.change(manager.id, both, None, world_on_both.clock())
    world_on_both.clock.pass_by(hours=1)
    desk = world_on_both.sign_in("manager")
    as_role(desk, "teller")
    read(desk, through=HIGHEST)
    as_role(desk, "branch_manager")
    assert (page(desk)["unread"], told(desk, planning.plan)) == (1, [("to_approve", "submit")])


def test_nobody_can_read_what_is_still_to_come(world_on_both: World) -> None:
    """Also what began before everything was read, and is durable only afterwards."""
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("credit")
    ask(pen)
    assert read(desk, through=HIGHEST) == 0
    world_on_both.clock.pass_by(seconds=-30)
    late = ask(pen)
    assert [each["record_id"] for each in page(desk)["items"] if not each["read"]] == [late["record_id"]]


def test_reading_behind_what_is_unread_is_kept_until_everything_before_is_read(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("credit")
    for _ in range(3):
        world_on_both.clock.pass_by(minutes=2)
        ask(pen)
    newest, middle, oldest = (each["id"] for each in page(desk)["items"])
    assert read(desk, ids=[newest]) == 2
    assert [each["read"] for each in page(desk)["items"]] == [True, False, False]
    world_on_both.clock.pass_by(minutes=2)
    assert read(desk, ids=[oldest, middle]) == 0
    assert [each["read"] for each in page(desk)["items"]] == [True, True, True]


def test_what_is_urgent_by_its_definition_is_told_as_urgent(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("credit")
    field, value = TICKET.urgent or ("", "")
    pressing = pen.create(TICKET.code, **{DEPARTMENT: "credit_dept", "linked": None, field: value})
    assert pen.push(pressing)[0]["verdict"] == "applied"
    calm = ask(pen)
    urgent = {each["record_id"]: each["urgent"] for each in page(desk)["items"]}
    assert urgent == {pressing["record_id"]: True, calm["record_id"]: False}


def test_how_one_is_told_is_ones_own_and_the_hours_are_the_houses_until_chosen(world_on_both: World) -> None:
    desk, other = world_on_both.sign_in("manager"), world_on_both.sign_in("supervisor")
    house = {"quiet_from": "20:00", "quiet_until": "08:00"}
    usual = {"sound": True, "toasts": True, "quiet_from": None, "quiet_until": None, "house": house}
    assert desk.get("/api/notices/habits").json == usual
    own = {"sound": False, "quiet_from": "12:00", "quiet_until": "13:30"}
    assert habits(desk, **own).json == {**usual, **own}
    assert habits(desk, toasts=False).json == {**usual, **own, "toasts": False}
    assert world_on_both.sign_in("manager").get("/api/notices/habits").json == {**usual, **own, "toasts": False}
    assert habits(desk, quiet_from=None, quiet_until=None).json["quiet_from"] is None
    assert other.get("/api/notices/habits").json == usual


def test_hours_that_are_none_or_half_are_refused(world: World) -> None:
    desk = world.sign_in("lobby")
    for wanted in (
        {"quiet_from": "20:00"},
        {"quiet_from": "20:00", "quiet_until": None},
        {"quiet_from": "24:00", "quiet_until": "08:00"},
        {"sound": "loud"},
    ):
        assert habits(desk, **wanted).status_code == 422


def test_pages_lead_through_every_notice_once(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("credit")
    asked = [ask(pen)["record_id"] for _ in range(3)]
    found, query = [], "?limit=1"
    while query:
        got = page(desk, query)
        found += [each["record_id"] for each in got["items"]]
        query = f"?limit=1&cursor={got['next']}" if got["next"] else ""
    assert sorted(found) == sorted(asked)


def test_who_changes_role_is_told_what_the_new_role_is_told(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    user: User = world_on_both.person("manager")
    change = AccountChange(name=user.name, branch_id=user.branch_id, roles=("teller",), department=None)
    world_on_both.services.edit_user.change(user.id, change, None, world_on_both.clock())
    assert told(world_on_both.sign_in("manager"), planning.plan) == []


def test_the_live_line_says_that_there_is_a_notice_and_nothing_of_it(world: World) -> None:
    desk = world.sign_in("credit")
    answer = desk.client.get("/api/notices/live")
    lines = iter(answer.response)
    first = next(lines)
    ask(pen_of(world))
    assert (_text(first), _text(next(lines))) == (":\n\n", "event: notice\ndata: {}\n\n")
    answer.close()


def test_a_mark_that_names_nothing_or_both_is_refused(world: World) -> None:
    desk, some = world.sign_in("lobby"), "00000000-0000-7000-8000-000000000000"
    for wanted in ({}, {"ids": [some], "through": some}, {"ids": ["x"]}):
        assert desk.post("/api/notices/read", wanted).status_code == 422
    assert world.sign_in("admin").get("/api/notices").status_code == 403


def habits(desk: Desk, **changes: Any) -> Any:
    return desk.send("PATCH", "/api/notices/habits", changes)


def as_role(desk: Desk, role: str) -> None:
    assert desk.send("PATCH", "/api/session", {"active_role": role}).status_code == 200


def colleague(world: World) -> Desk:
    wanted = AccountChange(name="另一负责人", branch_id=world.branch.id, roles=("branch_manager",), department=None)
    world.services.edit_user.create("manager.two", PASSWORD, wanted, None, world.clock())
    client = world.client()
    answer = client.post("/api/session", json={"username": "manager.two", "password": PASSWORD})
    return Desk(client, answer.json["user"], answer.json["csrf_token"])


def _text(chunk: Any) -> str:
    return chunk.decode() if isinstance(chunk, bytes) else str(chunk)
