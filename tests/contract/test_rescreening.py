"""A newer list asks again about whoever passed under an older one; what it finds is work for 合规部, and told to nobody else."""

from __future__ import annotations

import json
from typing import Any

from server.records import all_kinds
from server.services import screen_again
from tests.contract.test_screening import NAMES, checked, imported, stored
from tests.pushes import Pen, pen_of
from tests.worlds import World

KIND = all_kinds()["aml_check"]
LATER = NAMES + "王晓燕,,个人,新名单,\n"
STEPS = {
    "verify": {"doc_seen": True, "verify_method": "manual", "verify_result": "match"},
    "screen": {"screening": "none", "list_version": "2026-03-02.1", "risk_level": "low", "decision": "pass"},
    "pass": {"copy_ref": "YX-0113-0021"},
}
RULED = {"hit_ruling": "false_positive", "compliance_opinion": "核对出生日期，非同一人"}


def passed(world: World, pen: Pen, name: str, **values: Any) -> dict[str, Any]:
    """A check of a counterparty that the branch let pass."""
    check, desk = checked(pen, name, **values), world.sign_in("lobby")
    for rev, (verb, args) in enumerate(STEPS.items(), 1):
        said = {"args": args, "reason": None, "expected_rev": rev}
        answer = desk.post(f"/api/records/{check['record_id']}/commands/{verb}", said)
        assert answer.status_code == 200, answer.text
    return check


def turn(world: World) -> int:
    return int(world.services.parts["rescreening"].again(world.clock()))


def status(world: World, check: dict[str, Any]) -> str:
    return str(world.services.parts["records"].record(world.branch.id, check["record_id"]).status)


def test_who_a_newer_list_knows_is_reviewed_by_compliance(world_on_both: World) -> None:
    compliance, pen = world_on_both.sign_in("compliance"), pen_of(world_on_both)
    imported(compliance)
    hit, other = passed(world_on_both, pen, "王晓燕"), passed(world_on_both, pen, "欧阳修")
    assert turn(world_on_both) == 2
    world_on_both.clock.pass_by(hours=1)
    imported(compliance, LATER)
    assert turn(world_on_both) == 2
    assert (status(world_on_both, hit), status(world_on_both, other)) == ("awaiting_compliance", "passed")
    assert [each["id"] for each in compliance.get("/api/inbox").json["items"]] == [hit["record_id"]]
    found = compliance.get(f"/api/screening/records/{hit['record_id']}").json
    assert [each["list"] for each in found["hits"]] == ["新名单"]


def test_nobody_at_the_branch_is_told_why(world: World) -> None:
    compliance, pen = world.sign_in("compliance"), pen_of(world)
    imported(compliance)
    hit = passed(world, pen, "王晓燕")
    world.clock.pass_by(hours=1)
    imported(compliance, LATER)
    turn(world)
    told = world.sign_in("supervisor").get(f"/api/records/{hit['record_id']}").json
    assert (told["status"], told["values"]["definitive"]) == ("awaiting_compliance", "none")
    assert "possible" not in json.dumps([told, pen.pull()])
    assert world.sign_in("supervisor").get(f"/api/screening/records/{hit['record_id']}").status_code == 403


def test_a_list_is_gone_through_once_in_slices(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(screen_again, "SLICE", 2)
    compliance, pen = world.sign_in("compliance"), pen_of(world)
    imported(compliance)
    checks = [passed(world, pen, "王晓燕") for _ in range(3)]
    world.clock.pass_by(hours=1)
    imported(compliance, LATER)
    assert [turn(world) for _ in range(3)] == [2, 1, 0]
    assert {status(world, check) for check in checks} == {"awaiting_compliance"}


def test_who_was_ruled_on_is_not_ruled_on_again_with_every_list(world: World) -> None:
    compliance, pen = world.sign_in("compliance"), pen_of(world)
    imported(compliance)
    check = passed(world, pen, "王晓燕")
    for day, content in enumerate((LATER, LATER + "李四,,个人,新名单,\n")):
        world.clock.pass_by(hours=1)
        imported(compliance, content)
        turn(world)
        assert status(world, check) == ("compliance_passed" if day else "awaiting_compliance")
        if not day:
            said = {"args": RULED, "reason": None, "expected_rev": 5}
            answer = compliance.post(f"/api/records/{check['record_id']}/commands/compliance_pass", said)
            assert answer.status_code == 200, answer.text


def test_of_one_customer_the_last_check_is_reviewed(world: World) -> None:
    compliance, pen = world.sign_in("compliance"), pen_of(world)
    imported(compliance)
    customer = pen.create("customer", display_name="王晓燕")
    pen.push(customer)
    of_customer = {"subject": "customer", "customer_id": customer["record_id"], "counterparty_name": None}
    first = passed(world, pen, "", **of_customer)
    world.clock.pass_by(minutes=1)
    last = passed(world, pen, "", **of_customer)
    imported(compliance, LATER)
    turn(world)
    assert (status(world, first), status(world, last)) == ("passed", "awaiting_compliance")


def test_nothing_passes_under_a_list_that_is_no_longer_in_force(world: World) -> None:
    compliance, pen, desk = world.sign_in("compliance"), pen_of(world), world.sign_in("lobby")
    imported(compliance)
    check = checked(pen, "王晓燕")
    target = f"/api/records/{check['record_id']}/commands"
    for rev, verb in enumerate(("verify", "screen"), 1):
        assert (
            desk.post(f"{target}/{verb}", {"args": STEPS[verb], "reason": None, "expected_rev": rev}).status_code == 200
        )
    world.clock.pass_by(hours=1)
    imported(compliance, LATER)
    answer = desk.post(f"{target}/pass", {"args": STEPS["pass"], "reason": None, "expected_rev": 3})
    assert answer.status_code == 422
    assert stored(world, check)["definitive"] == "none"
