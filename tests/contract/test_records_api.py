"""Records at the desk, on both databases: who sees what, and steps through the same engine."""

import threading

import pytest

from server.services.run_online import Step, the_system
from tests.pushes import pen_of


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def pen(world):
    return pen_of(world)


@pytest.fixture
def consultation(pen):
    captured = pen.create("consultation")
    pen.push(captured)
    return captured


@pytest.fixture
def ticket(pen, consultation):
    sent = pen.create("department_ticket", linked=[consultation["record_id"]])
    pen.push(sent)
    return sent


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json["items"]]


def step(desk, operation, verb, rev, reason=None, **args):
    content = {"args": args, "expected_rev": rev} | ({"reason": reason} if reason else {})
    return desk.post(f"/api/records/{operation['record_id']}/commands/{verb}", content)


def test_an_agent_sees_what_is_addressed_to_them_and_what_it_links_to(world, pen, consultation, ticket):
    """I12."""
    pen.push(pen.create("lost_item"))
    assert set(ids(world.sign_in("credit").get("/api/records"))) == {ticket["record_id"], consultation["record_id"]}
    stranger = world.sign_in("service")
    assert ids(stranger.get("/api/records")) == []
    assert stranger.get(f"/api/records/{ticket['record_id']}").status_code == 404
    assert step(stranger, ticket, "receive", 1).status_code == 404


def test_another_branch_sees_nothing(world, ticket):
    """I12."""
    desk = world.sign_in("supervisor", world.other_branch())
    assert ids(desk.get("/api/records")) == []
    assert desk.get(f"/api/records/{ticket['record_id']}").json["code"] == "not_found"


def test_who_reaches_every_branch_names_the_one_to_look_into(world, pen, ticket):
    auditor = world.sign_in("auditor", world.other_branch())
    assert ids(auditor.get("/api/records")) == []
    assert ticket["record_id"] in ids(auditor.get(f"/api/records?branch_id={pen.tablet.branch_id}"))
    found = auditor.get(f"/api/records/{ticket['record_id']}?branch_id={pen.tablet.branch_id}")
    assert (found.status_code, found.json["commands"]) == (200, [])


def test_a_list_is_filtered_and_read_in_pages(world, pen):
    captured = []
    for place in ("填单台旁", "门口", "门口"):
        world.clock.pass_by(hours=12)
        captured.append(pen.create("lost_item", place=place))
    pen.push(*captured)
    desk = world.sign_in("supervisor")
    newest_first = [each["record_id"] for each in reversed(captured)]
    first = desk.get("/api/records?limit=2")
    assert ids(first) == newest_first[:2]
    assert ids(desk.get(f"/api/records?limit=2&cursor={first.json['next']}")) == newest_first[2:]
    assert ids(desk.get("/api/records?q=门口 sw-0113")) == newest_first[:2]
    assert ids(desk.get("/api/records?q=%25")) == []
    assert ids(desk.get("/api/records?from=2026-03-03&to=2026-03-03")) == newest_first[:2]
    assert ids(desk.get("/api/records?kind=lost_item&status=claimed")) == []


def test_a_search_finds_nothing_that_is_masked(world, pen):
    pen.push(pen.create("lost_item", finder="欧阳修文"))
    desk = world.sign_in("supervisor")
    assert ids(desk.get("/api/records?q=修文")) == []
    assert len(ids(desk.get("/api/records?q=欧"))) == 1


def test_a_reply_reaches_the_tablet_with_its_history(world, pen, ticket):
    pen.pull()
    agent = world.sign_in("credit")
    assert agent.get(f"/api/records/{ticket['record_id']}").json["commands"] == ["receive", "start", "reply"]
    answer = step(agent, ticket, "reply", 1, reply="可以办理", result="solved")
    assert (answer.status_code, answer.json["receipt"]["verdict"]) == (200, "applied")
    history = [(entry["verb"], entry["by_name"], entry["to_status"]) for entry in answer.json["record"]["history"]]
    assert history == [("create", "测试lobby", "sent"), ("reply", "测试credit", "replied")]
    (item,) = pen.pull_items()
    assert (item["status"], item["values"]["reply"]) == ("replied", "可以办理")


def test_a_step_on_what_somebody_changed_meanwhile_is_refused_and_changes_nothing(world, pen, ticket):
    agent = world.sign_in("credit")
    assert step(agent, ticket, "receive", 1).status_code == 200
    answer = step(agent, ticket, "reply", 1, reply="可以办理", result="solved")
    assert (answer.status_code, answer.json["code"]) == (409, "record_changed")
    assert agent.get(f"/api/records/{ticket['record_id']}").json["rev"] == 2


@pytest.mark.parametrize(
    ("name", "verb", "args", "status", "code", "field"),
    [
        ("credit", "reply", {"reply": "可以办理"}, 422, "required", "result"),
        ("credit", "reply", {"reply": "可以", "result": "perhaps"}, 422, "not_a_choice", "result"),
        ("lobby", "receive", {}, 403, "not_permitted", None),
        ("lobby", "reopen", {}, 409, "wrong_status", "status"),
        ("lobby", "create", {}, 404, "not_found", None),
        ("lobby", "fly", {}, 404, "not_found", None),
    ],
)
def test_a_refusal_has_the_shape_of_every_error(world, ticket, name, verb, args, status, code, field):
    answer = step(world.sign_in(name), ticket, verb, 1, "原因", **args)
    assert (answer.status_code, answer.json["code"], answer.json.get("field")) == (status, code, field)
    assert set(answer.json["message"]) == {"zh", "en"}


def test_a_refused_step_is_kept_in_the_history(world, ticket):
    """MUST-14."""
    agent = world.sign_in("credit")
    step(agent, ticket, "reply", 1, reply="可以办理")
    history = agent.get(f"/api/records/{ticket['record_id']}").json["history"]
    assert [(entry["verb"], entry["verdict"]) for entry in history] == [("create", "applied"), ("reply", "rejected")]


def test_only_the_author_takes_back_what_is_theirs(world, pen, ticket):
    assert step(world.sign_in("lobby2"), ticket, "withdraw", 1, "重复").json["code"] == "not_permitted"
    assert step(world.sign_in("lobby"), ticket, "withdraw", 1, "重复").status_code == 200


def test_a_correction_at_the_desk_needs_its_reason(world, consultation):
    desk = world.sign_in("lobby2")
    assert step(desk, consultation, "update", 1, question="想了解开户").json["code"] == "reason_required"
    answer = step(desk, consultation, "update", 1, "写错了", question="想了解开户")
    assert answer.json["record"]["values"]["question"] == "想了解开户"


def test_a_conflict_is_settled_at_the_desk(world, pen):
    """MUST-25."""
    other = pen_of(world, "lobby2")
    captured = pen.create("lost_item")
    pen.push(captured)
    was = captured["patch"]["item"]["to"]
    pen.push(pen.update(captured, {"rev": 1}, item=[was, "蓝色折叠伞"]))
    mine = other.update(captured, {"rev": 1}, item=[was, "绿色折叠伞"])
    other.push(mine)
    desk = world.sign_in("supervisor")
    (found,) = desk.get("/api/conflicts").json["items"]
    assert found["fields"] == {"item": [was, "绿色折叠伞", "蓝色折叠伞"]}
    answer = step(desk, captured, "resolve", 2, conflict_id=found["id"], choose={"item": "mine"})
    assert answer.json["record"]["values"]["item"] == "绿色折叠伞"
    assert desk.get("/api/conflicts").json["items"] == []


def test_unmasking_needs_a_reason_and_leaves_its_trace(world, pen, consultation):
    """MUST-39."""
    desk = world.sign_in("supervisor")
    address = f"/api/records/{consultation['record_id']}/unmask"
    assert desk.post(address, {"field": "customer_mobile"}).status_code == 422
    answer = desk.post(address, {"field": "customer_mobile", "reason": "回访"})
    assert answer.json == {"field": "customer_mobile", "value": "13812345678"}
    assert desk.post(address, {"field": "question", "reason": "回访"}).json["code"] == "field_not_masked"
    assert world.sign_in("lobby").post(address, {"field": "customer_mobile", "reason": "回访"}).status_code == 403
    (entry,) = world.services.audit_pages.newest(
        pen.tablet.branch_id, before_seq=None, action="record.unmasked", limit=9
    )
    assert (entry.actor_id, entry.subject) == (desk.user["id"], f"record:{consultation['record_id']}")
    assert "回访" not in entry.details


def test_the_system_takes_steps_that_are_left_to_it(world, pen, ticket):
    sync = world.services.parts["sync"]
    _, after = sync.run_online(the_system(pen.tablet.branch_id), ticket["record_id"], Step("escalate"), world.clock())
    assert after.status == "escalated"
    history = world.sign_in("credit").get(f"/api/records/{ticket['record_id']}").json["history"]
    assert history[-1]["by_name"] == "系统"


def test_two_steps_at_once_are_decided_one_after_the_other(world, ticket):
    """I3."""
    desks = [world.sign_in("credit") for _ in range(4)]
    codes = []

    def receive(desk):
        codes.append(step(desk, ticket, "receive", 1).status_code)

    threads = [threading.Thread(target=receive, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 409, 409, 409]


def test_what_waits_to_be_confirmed_stands_oldest_first_before_whoever_confirms(world, pen):
    first = pen.create("business_request", business_type="closing")
    world.clock.pass_by(minutes=1)
    second, third = (pen.create("business_request", business_type="other") for _ in range(2))
    pen.push(first, second, third)
    teller = world.sign_in("supervisor")
    for each in (second, first):
        assert step(teller, each, "clear", 1).status_code == 200
    queue = teller.get("/api/confirmations?limit=1").json
    assert (queue["count"], [item["id"] for item in queue["items"]]) == (2, [first["record_id"]])
    after = teller.get(f"/api/confirmations?cursor={queue['next']}").json
    assert ([item["id"] for item in after["items"]], after["next"]) == ([second["record_id"]], None)
    assert step(teller, first, "complete", 2).status_code == 200
    assert step(teller, second, "ask_material", 2, "请补代办人证件").status_code == 200
    assert teller.get("/api/confirmations").json["count"] == 0


def test_nobody_else_has_a_queue_of_confirmations(world):
    assert world.sign_in("lobby").get("/api/confirmations").json["code"] == "not_permitted"
