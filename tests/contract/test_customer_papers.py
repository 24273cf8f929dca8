"""Papers for customers from the record to the file: only under the condition their kind declares, and renewed only while it holds."""

from __future__ import annotations

from typing import Any

from tests.filings import issue, listed
from tests.papers import text_of
from tests.pushes import pen_of
from tests.worlds import World

BUSINESS, CHECK, CAMPAIGN = "business_request", "material_check", "survey_campaign"
MISSING = [{"item": "收入证明", "result": "missing"}, {"item": "身份证", "result": "complete"}]


def of_code(world: World, code: str) -> list[dict[str, Any]]:
    return listed(world.sign_in("teller"), f"?code={code}")


def printed(world: World, code: str) -> str:
    (newest, *_) = of_code(world, code)
    return text_of(world.sign_in("teller").get(f"/api/documents/{newest['id']}/file").data)


def test_a_transfer_the_customer_filled_in_is_printed_for_their_signature(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    by_staff, by_customer = pen.create(BUSINESS), pen.create(BUSINESS, amount=88_000, form_filled_by="self")
    assert [each["verdict"] for each in pen.push(by_staff, by_customer)] == ["applied"] * 2
    (wanted,) = of_code(world_on_both, "D17Z")
    assert wanted["record_id"] == by_customer["record_id"]
    issue(world_on_both).issue_all()
    assert "捌佰捌拾元整" in printed(world_on_both, "D17Z")


def test_another_sum_makes_another_application_and_what_is_not_on_it_does_not(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    created = pen.create(BUSINESS, amount=88_000, form_filled_by="self")
    pen.push(created)
    issue(world_on_both).issue_all()
    world_on_both.clock.pass_by(seconds=1)
    other = pen.update(created, {"rev": 1}, channel=("counter", "mobile_bank"))
    sum_of_it = pen.update(created, {"after": other["op_id"]}, amount=(88_000, 90_000), currency=("CNY", "CNY"))
    pen.push(other)
    assert len(of_code(world_on_both, "D17Z")) == 1
    pen.push(sum_of_it)
    assert [each["version"] for each in of_code(world_on_both, "D17Z")] == [2, 1]


def test_a_notice_is_made_where_something_is_missing_and_not_where_all_is_there(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    complete = [{"item": "身份证", "result": "complete"}]
    pen.push(pen.create(CHECK, items=complete, one_time_notice=False), pen.create(CHECK, items=MISSING))
    issue(world_on_both).issue_all()
    (only,) = of_code(world_on_both, "N01")
    assert (only["state"], only["serial"]) == ("issued", "GZB-0113-260302-0001")
    assert "1收入证明缺失" in printed(world_on_both, "N01")


def test_papers_that_are_all_there_leave_the_notice_as_it_was_handed_out(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    created = pen.create(CHECK, items=MISSING)
    pen.push(created)
    issue(world_on_both).issue_all()
    world_on_both.clock.pass_by(seconds=1)
    there = [{**row, "result": "complete"} for row in MISSING]
    assert pen.push(pen.command(created, "complete", {"rev": 1}, items=there))[0]["verdict"] == "applied"
    assert [each["state"] for each in of_code(world_on_both, "N01")] == ["issued"]


def test_a_campaign_has_its_questionnaire_with_the_address_of_its_code(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    assert pen.push(pen.create(CAMPAIGN), pen.create(CAMPAIGN, method="phone"))[0]["verdict"] == "applied"
    issue(world_on_both).issue_all()
    (only,) = of_code(world_on_both, "W01")
    assert (only["state"], only["pages"]) == ("issued", 1)
    assert "推荐给亲友" in printed(world_on_both, "W01")
