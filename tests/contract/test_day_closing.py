"""A day is closed by whoever signs for it; what was incomplete stands in the closing, and it can be opened again with a reason."""

from __future__ import annotations

from typing import Any

from tests.contract.test_inbox import ask
from tests.pushes import pen_of
from tests.worlds import PASSWORD, Desk, World

DAY = "/api/days/2026-03-02"


def close(desk: Desk, note: str = "", password: str = PASSWORD, day: str = DAY) -> Any:
    return desk.post(f"{day}/closing", {"note": note, "password": password})


def lacking(desk: Desk) -> dict[str, int]:
    return {each["code"]: each["count"] for each in desk.get(DAY).json["lacking"]}


def test_a_complete_day_is_closed_by_a_password_alone(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    assert lacking(desk) == {}
    refused = close(desk, password="guessed")
    assert (refused.status_code, refused.json["code"], refused.json["field"]) == (422, "wrong_password", "password")
    closed = close(desk).json
    assert (closed["closed"], closed["history"][0]["by_name"]) == (True, "测试supervisor")
    assert close(desk).json["code"] == "day_closed"


def test_an_incomplete_day_is_closed_with_a_word_and_keeps_what_was_lacking(world_on_both: World) -> None:
    world = world_on_both
    made = world.services.parts["schedule"].make(world.clock())
    tablet, desk = world.signed_in_tablet("lobby"), world.sign_in("supervisor")
    tablet.send("GET", "/sync/pull", headers={"X-Unsent": "2", "X-Drafts": "1"})
    expected = {"inspection.undone": made, "unsent": 2, "drafts": 1}
    assert lacking(desk) == expected
    assert close(desk).json["code"] == "day_incomplete"
    [closing] = close(desk, "巡检系统升级，已手工登记").json["history"]
    assert {each["code"]: each["count"] for each in closing["lacking"]} == {"undone": made, "unsent": 2, "drafts": 1}


def test_what_was_lacking_is_worded_for_the_day_it_stands_beside(world_on_both: World) -> None:
    world = world_on_both
    world.services.parts["schedule"].make(world.clock())
    desk = world.sign_in("supervisor")
    told = [*desk.get(DAY).json["lacking"], *close(desk, "巡检系统升级，已手工登记").json["history"][0]["lacking"]]
    assert {(each["zh"], each["en"]) for each in told} == {("当日未完成检查", "Inspections not done that day")}
    counts = desk.get("/api/overview").json["counts"]
    assert "今日未完成检查" in {each["zh"] for each in counts}


def test_a_closed_day_is_opened_again_with_a_reason_and_keeps_its_history(world_on_both: World) -> None:
    desk = world_on_both.sign_in("supervisor")
    assert desk.post(f"{DAY}/reopening", {"reason": "补录漏记业务"}).json["code"] == "day_not_closed"
    close(desk)
    assert desk.post(f"{DAY}/reopening", {"reason": ""}).status_code == 422
    opened = desk.post(f"{DAY}/reopening", {"reason": "补录漏记业务"}).json
    assert (opened["closed"], [each["state"] for each in opened["history"]]) == (False, ["reopened", "closed"])
    assert [each["version"] for each in close(desk).json["history"]] == [3, 2, 1]
    entries = world_on_both.sign_in("auditor").get("/api/audit").json["entries"]
    assert [each["action"] for each in entries if each["action"].startswith("day.")] == [
        "day.closed",
        "day.reopened",
        "day.closed",
    ]


def test_no_day_is_closed_before_it_begins_nor_one_of_another_branch(world: World) -> None:
    desk = world.sign_in("supervisor")
    assert close(desk, day="/api/days/2026-03-03").json["code"] == "day_not_begun"
    assert desk.get("/api/days/2026-02-30").status_code == 404
    assert desk.get(DAY, query_string={"branch_id": world.other_branch().id}).status_code == 403
    assert close(world.sign_in("teller")).status_code == 403
    assert world.sign_in("teller").get(DAY).status_code == 200


def test_what_arrives_after_the_closing_is_counted(world: World) -> None:
    desk = world.sign_in("supervisor")
    close(desk)
    world.clock.pass_by(minutes=5)
    ask(pen_of(world))
    assert desk.get(DAY).json["arrived_since"] == 1


def reconciled(desk: Desk, day: str = DAY) -> dict[str, Any]:
    answer = desk.get(f"{day}/reconciliation")
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def test_the_same_matter_twice_within_the_days_of_the_house_is_suspected(world_on_both: World) -> None:
    world, pen = world_on_both, pen_of(world_on_both)
    customer = pen.create("customer")
    one = pen.create("feedback", customer_id=customer["record_id"])
    other = pen.create("feedback", customer_id=customer["record_id"], category="2")
    assert {each["verdict"] for each in pen.push(customer, one, other)} == {"applied"}
    world.clock.pass_by(days=1)
    later = pen_of(world)
    again = later.create("feedback", customer_id=customer["record_id"])
    assert [each["verdict"] for each in later.push(again)] == ["applied"]
    [group] = reconciled(world.sign_in("supervisor"), "/api/days/2026-03-03")["suspects"]
    assert [each["id"] for each in group] == [one["record_id"], again["record_id"]]


def test_a_refused_operation_says_why_and_whether_it_is_a_duplicate(world: World) -> None:
    pen = pen_of(world, "manager")
    receipts = pen.push(*(pen.create("self_service_device", device_no="ATM-01") for _ in range(2)))
    assert [each["verdict"] for each in receipts] == ["applied", "rejected"]
    [refused] = reconciled(world.sign_in("supervisor"))["refused"]
    assert (refused["op_id"], refused["by_name"]) == (receipts[1]["op_id"], "测试manager")
    assert (refused["duplicate"], refused["code"]) == (True, "duplicate_device_no")
    assert refused["message"]["zh"]


def test_what_happened_on_a_day_and_came_in_on_another_is_late(world_on_both: World) -> None:
    world, pen = world_on_both, pen_of(world_on_both)
    ticket = pen.create("department_ticket", linked=None)
    world.clock.pass_by(days=1)
    assert [each["verdict"] for each in pen.push(ticket)] == ["applied"]
    desk = world.sign_in("teller")
    assert [each["id"] for each in reconciled(desk)["late"]] == [ticket["record_id"]]
    assert reconciled(desk, "/api/days/2026-03-03")["late"] == []
