"""What a record works out from others goes with them, on both databases: noticed where it is decided, written by the worker."""

from typing import Any

import pytest

from tests.pushes import Pen, pen_of
from tests.worlds import World

EXPIRED, RENEWED = "2026-03-01", "2036-03-01"


@pytest.fixture
def pen(world_on_both: World) -> Pen:
    return pen_of(world_on_both)


def looks_again(world: World) -> int:
    return int(world.services.parts["following"].again()(world.clock()))


def detail(pen: Pen, record_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = pen.world.sign_in("supervisor").get(f"/api/records/{record_id}").get_json()
    return shown


def opening(pen: Pen, valid_to: str) -> tuple[dict[str, Any], dict[str, Any]]:
    person = pen.create("customer", id_valid_to=valid_to, id_valid_forever=None)
    made = pen.create("account_opening", customer_id=person["record_id"], aml_check_id=None, materials=None)
    assert [each["verdict"] for each in pen.push(person, made)] == ["applied"] * 2
    return person, made


def correct(pen: Pen, record_id: str, **changes: object) -> None:
    content = {"args": changes, "reason": "换发新证", "expected_rev": 1}
    answer = pen.world.sign_in("supervisor").post(f"/api/records/{record_id}/commands/update", content)
    assert answer.status_code == 200, answer.text


def test_a_renewed_document_is_seen_in_the_opening_before_its_next_step(pen: Pen) -> None:
    person, made = opening(pen, EXPIRED)
    assert detail(pen, made["record_id"])["values"]["document_expired"] is True
    correct(pen, person["record_id"], id_valid_to=RENEWED)
    assert looks_again(pen.world) == 1
    shown = detail(pen, made["record_id"])
    assert shown["values"]["document_expired"] is False
    assert shown["history"][-1]["verb"] == "update"
    assert looks_again(pen.world) == 0, "it was looked at, and nothing has changed since"


def test_what_does_not_concern_it_leaves_it_alone(pen: Pen) -> None:
    person, made = opening(pen, RENEWED)
    correct(pen, person["record_id"], address="人民路 18 号 2 单元 301 室")
    assert looks_again(pen.world) == 0
    assert detail(pen, made["record_id"])["rev"] == 1


def test_what_is_over_keeps_what_it_said(pen: Pen) -> None:
    person, made = opening(pen, EXPIRED)
    assert pen.push(pen.command(made, "cancel", {"rev": 1}, reason="客户改天再来"))[0]["verdict"] == "applied"
    correct(pen, person["record_id"], id_valid_to=RENEWED)
    assert looks_again(pen.world) == 0
    assert detail(pen, made["record_id"])["values"]["document_expired"] is True


def test_an_earlier_fault_that_arrives_late_makes_the_later_one_a_recurrence(pen: Pen) -> None:
    another = pen_of(pen.world, "lobby2")
    early = another.create("fault_ticket")
    pen.world.clock.pass_by(hours=5)
    late = pen.create("fault_ticket")
    pen.push(late)
    another.push(early)
    assert looks_again(pen.world) == 1
    assert detail(pen, late["record_id"])["values"]["recurrence"] is True


def test_the_first_deal_of_a_large_day_is_told_of_as_the_last(pen: Pen) -> None:
    person = pen.create("customer")
    said = {"business_type": "cash_deposit", "currency": "CNY", "customer_id": person["record_id"], "amount": 3_000_000}
    deals = [pen.create("business_request", **said, aml_check_id=None, core_serial_no=None) for _ in range(2)]
    assert {each["verdict"] for each in pen.push(person, *deals)} == {"applied"}
    assert looks_again(pen.world) == 1
    assert [detail(pen, deal["record_id"])["values"]["lvt_hint"] for deal in deals] == [True, True]
