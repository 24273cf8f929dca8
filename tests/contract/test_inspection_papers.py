"""From a round through the branch to its report, again when what failed is closed out, and the month of all rounds."""

from __future__ import annotations

from typing import Any

from tests.contract.test_files import name_of, upload
from tests.contract.test_signed_strokes import signed
from tests.filings import issue, listed
from tests.papers import text_of
from tests.pushes import Pen, pen_of
from tests.samples.pictures import picture
from tests.worlds import World

BEGUN, DONE = "2026-03-02T00:40:00.000Z", "2026-03-02T00:55:00.000Z"


def pictured(pen: Pen, number: int) -> str:
    upload(pen.tablet, picture(number))
    return f"sha256:{name_of(picture(number))}"


def submitted(pen: Pen) -> dict[str, Any]:
    """A special round with one item that failed, signed; its files have arrived."""
    failed = {"item": "CK13", "result": "fail", "reason": "门口积水", "photos": [pictured(pen, 1)]}
    created = pen.capture("inspection", pen.new_id(), {"kind": "special", "special_topic": "节前检查"})
    begun = pen.command(created, "start", {"after": created["op_id"]}, started_at=BEGUN)
    told: dict[str, Any] = {
        "results": [{"item": "CK06", "result": "pass"}, failed],
        "finished_at": DONE,
        "inspector": signed(pen, 3),
    }
    receipts = pen.push(created, begun, pen.command(created, "submit", {"after": begun["op_id"]}, **told))
    assert [each["verdict"] for each in receipts] == ["applied"] * 3, receipts
    return created


def text(world: World, query: str = "?code=D11") -> str:
    issue(world).issue_all()
    desk = world.sign_in("teller")
    (newest, *_) = listed(desk, query)
    assert newest["state"] == "issued", newest
    return text_of(desk.get(f"/api/documents/{newest['id']}/file").data)


def test_a_hazard_found_in_a_round_is_printed_in_the_next_version_of_its_report(world_on_both: World) -> None:
    pen = pen_of(world_on_both, "safety")
    of = submitted(pen)
    assert "未登记隐患" in text(world_on_both)
    world_on_both.clock.pass_by(minutes=1)
    pen.push(pen.create("hazard", inspection_id=of["record_id"], photo_before=None, found_at=DONE, due_on="2026-03-09"))
    found = text(world_on_both)
    assert "YH-0113-260302-0001整改期限2026年3月9日" in found
    assert "初检合格率50.00%1/2" in found.replace("整改后合格率50.00%1/2", "")
    assert [each["version"] for each in listed(world_on_both.sign_in("teller"), "?code=D11")] == [2, 1]


def test_the_month_counts_its_rounds_and_what_is_still_dangerous(world_on_both: World) -> None:
    pen = pen_of(world_on_both, "safety")
    of = submitted(pen)
    pen.push(pen.create("hazard", inspection_id=of["record_id"], photo_before=None, found_at=DONE, due_on="2026-03-09"))
    asked = world_on_both.sign_in("teller").post("/api/documents", {"code": "D11", "period": "2026-03"})
    assert asked.status_code == 202, asked.text
    assert asked.json is not None
    assert asked.json["title"] == "安全检查月度报告"
    found = text(world_on_both, "?code=D11&q=AJB-0113-202603")
    assert "CK13地面防滑无水门口积水YH-0113-260302-0001" in found
    assert "已发现" in found
