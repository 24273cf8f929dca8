"""New records at the desk, on both databases: of which kinds, by whom, and decided at once."""

import pytest

from server.records import all_kinds
from tests.pushes import pen_of
from tests.worlds import CAST

# One of every way to be allowed: of a department, of the floor, of everybody at the branch, sealed, made by nobody.
WALKED = ("product_bulletin", "device_guide", "lost_item", "hazard", "suspicious_clue", "department_ticket")


def capture(desk, kind, **values):
    content = {"kind": kind, "values": {**all_kinds()[kind].example, **values}}
    return desk.post(
        "/api/records", {**content, "values": {k: v for k, v in content["values"].items() if v is not None}}
    )


def test_a_department_writes_what_is_its_own_and_tablets_are_told(world_on_both):
    pen, service = pen_of(world_on_both), world_on_both.sign_in("service")
    made = capture(service, "product_bulletin")
    assert (made.status_code, made.json["record"]["status"]) == (201, "draft"), made.text
    record = made.json["record"]
    assert record["no"] == "TG-0113-260302-0001"
    step = {"args": {}, "expected_rev": 1}
    assert service.post(f"/api/records/{record['id']}/commands/publish", step).status_code == 200
    assert [(each["kind"], each["status"]) for each in pen.pull_items()] == [("product_bulletin", "published")]


@pytest.mark.parametrize("name", CAST)
def test_nobody_makes_what_is_not_theirs_to_make(world, name):
    desk = world.sign_in(name)
    role, department = CAST[name]
    for kind in map(all_kinds().__getitem__, WALKED):
        owned = role != "department_agent" or kind.owner == department
        allowed = "records.capture" in desk.user["permissions"] and role in kind.capture_roles and owned
        answer = capture(desk, kind.code)
        refused = (answer.status_code, answer.json.get("code")) == (403, "not_permitted")
        assert refused != (allowed and not kind.sealed), f"{name} {kind.code}: {answer.text}"


def test_a_refusal_names_the_field_and_is_kept(world):
    refused = capture(world.sign_in("supervisor"), "lost_item", place=None)
    assert (refused.status_code, refused.json["code"], refused.json["field"]) == (422, "required", "place")
    assert world.sign_in("supervisor").get("/api/records").json["items"] == []


def test_what_happened_before_is_of_its_own_day(world):
    desk = world.sign_in("supervisor")
    content = {"kind": "lost_item", "values": dict(all_kinds()["lost_item"].example)}
    before = desk.post("/api/records", {**content, "at": "2026-02-27T08:00:00.000Z"})
    assert (before.status_code, before.json["record"]["at"]) == (201, "2026-02-27T08:00:00.000Z")
    ahead = desk.post("/api/records", {**content, "at": "2026-03-03T08:00:00.000Z"})
    assert (ahead.status_code, ahead.json["field"]) == (422, "at")


def test_a_kind_nobody_knows_is_nobodys(world):
    answer = world.sign_in("supervisor").post("/api/records", {"kind": "dream", "values": {}})
    assert answer.json["code"] == "not_permitted"
