"""What kinds may declare, seen through the same doors as everything else, on both databases."""

import pytest

from server.services.run_online import Doer
from tests.pushes import example, pen_of


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def pen(world):
    return pen_of(world)


def step(desk, record_id, verb, rev, reason=None, **args):
    content = {"args": args, "expected_rev": rev} | ({"reason": reason} if reason else {})
    return desk.post(f"/api/records/{record_id}/commands/{verb}", content)


def listed(desk, address="/api/records"):
    return [item["id"] for item in desk.get(address).json["items"]]


def test_a_unique_key_is_refused_a_second_time_and_names_the_first(pen):
    first, second = pen.create("self_service_device"), pen.create("self_service_device")
    (told,) = pen.push(first)
    (refused,) = pen.push(second)
    assert (refused["verdict"], refused["code"], refused["field"]) == ("rejected", "duplicate_device_no", "device_no")
    assert told["no"] in refused["message"]["zh"]


def test_a_unique_key_is_refused_within_one_batch(pen):
    receipts = pen.push(pen.create("self_service_device"), pen.create("self_service_device"))
    assert [each["verdict"] for each in receipts] == ["applied", "rejected"]


def test_a_void_record_leaves_its_key_to_others(world, pen):
    device = pen.create("self_service_device")
    pen.push(device)
    assert step(world.sign_in("supervisor"), device["record_id"], "void", 1, void_cause="duplicate").status_code == 200
    assert pen.push(pen.create("self_service_device"))[0]["verdict"] == "applied"


def test_the_same_fault_of_the_same_machine_recurs(world, pen):
    pen.push(pen.create("fault_ticket"))
    world.clock.pass_by(hours=2)
    again = pen.create("fault_ticket")
    pen.push(again)
    shown = {item["id"]: item["values"] for item in pen.pull_items() if item["t"] == "record"}
    assert shown[again["record_id"]]["recurrence"] is True


def test_a_record_waits_in_the_inbox_of_the_department_whose_step_is_next(world, pen):
    fault = pen.create("fault_ticket")
    pen.push(fault)
    tech, credit = world.sign_in("support"), world.sign_in("credit")
    assert fault["record_id"] in listed(tech, "/api/inbox")
    assert fault["record_id"] not in listed(credit, "/api/inbox") + listed(credit)
    assert step(tech, fault["record_id"], "accept", 1).status_code == 200


def test_only_that_department_takes_its_step(world, pen):
    fault = pen.create("fault_ticket")
    pen.push(fault)
    assert step(world.sign_in("supervisor"), fault["record_id"], "accept", 1).json["code"] == "not_permitted"


def test_a_record_tells_what_names_it(world, pen):
    consultation = pen.create("consultation")
    ticket = pen.create("department_ticket", linked=[consultation["record_id"]])
    pen.push(consultation, ticket)
    detail = world.sign_in("supervisor").get(f"/api/records/{consultation['record_id']}").json
    assert [each["id"] for each in detail["linked"]] == [ticket["record_id"]]


def test_what_only_a_department_reads_is_on_no_tablet_and_in_no_other_list(world, pen):
    clue = pen.create("suspicious_clue")
    assert pen.push(clue)[0]["verdict"] == "applied"
    assert [item for item in pen.pull_items() if item.get("id") == clue["record_id"]] == []
    for person in ("supervisor", "credit", "lobby"):
        desk = world.sign_in(person)
        assert desk.get(f"/api/records/{clue['record_id']}").status_code == 404
    assert clue["record_id"] not in listed(world.sign_in("supervisor"))


def test_every_look_at_it_is_in_the_audit_log(world, pen):
    clue = pen.create("suspicious_clue")
    pen.push(clue)
    reader = world.sign_in("compliance")
    assert reader.get(f"/api/records/{clue['record_id']}").status_code == 200
    newest = world.services.audit_pages.newest(pen.tablet.branch_id, before_seq=None, action="record.read", limit=9)
    assert [(each.actor_id, each.subject) for each in newest] == [(reader.user["id"], f"record:{clue['record_id']}")]


def test_what_opens_by_itself_opens_once_with_the_step(world, pen):
    run, branch_id = world.services.parts["sync"].run_online, pen.tablet.branch_id
    who = Doer(pen.tablet.user_id, "lobby_manager", branch_id)
    _, fault = run.capture(who, "fault_ticket", example("fault_ticket"), world.clock())
    linked = world.sign_in("supervisor").get(f"/api/records/{fault.id}").json["linked"]
    assert [(each["kind"], each["values"]["to_department"]) for each in linked] == [
        ("department_ticket", "operations_dept")
    ]


def test_nobody_checks_their_own_work(world, pen):
    hazard = pen.create("hazard")
    pen.push(hazard)
    desk = world.sign_in("supervisor")
    me = desk.user["id"]
    step(desk, hazard["record_id"], "rectify", 1, measure="更换地垫并固定边缘。")
    done = {"rectifier": me, "rectified_at": "2026-03-02T01:00:00.000Z", "photo_after": ["sha256:" + "a" * 64]}
    assert step(desk, hazard["record_id"], "submit", 2, measure="更换地垫并固定边缘。", **done).status_code == 200
    answer = step(desk, hazard["record_id"], "verify", 3, verifier=me, verified_at="2026-03-02T01:00:00.000Z")
    assert (answer.status_code, answer.json["code"]) == (403, "self_review")


def test_records_with_the_same_key_are_offered_without_an_address_that_names_them(world, pen):
    fault = pen.create("fault_ticket")
    pen.push(fault)
    typed = {code: fault["patch"][code]["to"] for code in ("machine_id", "fault_code")}
    ask = {"kind": "fault_ticket", "values": typed}
    found = world.sign_in("supervisor").post("/api/records/duplicates", ask)
    assert [item["id"] for item in found.json["items"]] == [fault["record_id"]]
    assert world.sign_in("credit").post("/api/records/duplicates", ask).json["items"] == []


def test_what_follows_from_another_record_is_worked_out_before_a_step_is_judged(world, pen):
    check = pen.create("aml_check")
    business = pen.create("business_request", aml_check_id=check["record_id"])
    pen.push(check, business)
    desk, compliance = world.sign_in("supervisor"), world.sign_in("compliance")
    refused = step(desk, business["record_id"], "clear", 1).json
    assert (refused["code"], refused["field"]) == ("check_has_passed", "aml_check_id")
    step(desk, check["record_id"], "refer", 1, reason="请合规部判定。")
    ruling = {"hit_ruling": "no_hit", "compliance_opinion": "身份清楚。"}
    assert step(compliance, check["record_id"], "compliance_pass", 2, **ruling).status_code == 200
    assert step(desk, business["record_id"], "clear", 1).status_code == 200


def test_the_age_of_a_visitor_follows_from_the_register(pen):
    customer = pen.create("customer", id_no="11010519491231002X")
    visit = pen.create("reception", customer_id=customer["record_id"])
    pen.push(customer, visit)
    shown = {item["id"]: item["values"] for item in pen.pull_items() if item["t"] == "record"}
    assert shown[visit["record_id"]]["customer_age"] == "from_65"


def test_one_of_what_merges_together_is_corrected_at_the_desk(world):
    """The other members of the group are said with it, as a tablet does: a correction is no conflict with itself."""
    desk = world.sign_in("supervisor")
    made = desk.post("/api/records", {"kind": "consultation", "values": example("consultation")}).json["record"]
    corrected = step(desk, made["id"], "update", 1, "听错了", outcome="appointment")
    assert corrected.status_code == 200, corrected.text
    assert corrected.json["record"]["values"]["solution"] == example("consultation")["solution"]


def test_a_consultation_keeps_the_version_of_the_bulletin_it_relied_on(world):
    """Quoted at the desk as on a tablet (sync/client/quoted.ts): what is corrected later was not what the customer was told."""
    service, lobby = world.sign_in("service"), world.sign_in("lobby")
    bulletin = service.post("/api/records", {"kind": "product_bulletin", "values": example("product_bulletin")})
    named = bulletin.json["record"]["id"]
    assert step(service, named, "publish", 1).json["record"]["values"]["version"] == 1
    said = example("consultation") | {"bulletin_id": named}
    made = lobby.post("/api/records", {"kind": "consultation", "values": said}).json["record"]
    corrected = step(service, named, "update", 2, "口径更正", title="个人消费贷公示口径（更正）").json["record"]
    assert (made["values"]["bulletin_version"], corrected["values"]["version"]) == (1, 2)
    answered = step(lobby, made["id"], "answer", 1, bulletin_id=named)
    assert answered.json["record"]["values"]["bulletin_version"] == 2
