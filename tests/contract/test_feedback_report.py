"""The analysis of a quarter from the records to the paper: made when the quarter has ended, anew when its conclusions come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.filings import documents, issue, listed
from tests.papers import text_of
from tests.pushes import pen_of
from tests.worlds import World

CODE, QUARTER = "D07", "2026Q1"
SPAN = {"period_from": "2026-01-01", "period_to": "2026-03-31"}


def raised(world: World) -> None:
    """Two opinions in the quarter, one of which names its customer in its words."""
    pen = pen_of(world)
    told = {"customer_name": None, "customer_mobile": None, "follow_up_consent": None, "handling": None}
    first = pen.create("feedback", **told, content="排队等候时间太长，请多开窗口。")
    second = pen.create("feedback", **told, content="我叫王建国，电话 13812345678，等候时间太长。")
    assert [receipt["verdict"] for receipt in pen.push(first, second)] == ["applied"] * 2


def over(world: World) -> None:
    world.clock.pass_by(days=31)
    documents(world).request_periodic.at_end_of_periods(world.clock())


def newest(world: World) -> tuple[dict[str, Any], str]:
    issue(world).issue_all()
    desk = world.sign_in("manager")
    found = listed(desk, f"?code={CODE}")[0]
    return found, text_of(desk.get(f"/api/documents/{found['id']}/file").data)


def written(world: World, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    answer = world.sign_in("lobby").post("/api/records", {"kind": kind, "values": values})
    assert answer.status_code == 201, answer.text
    return dict(answer.json["record"])


def stepped(world: World, who: str, record: dict[str, Any], verb: str) -> None:
    answer = world.sign_in(who).post(f"/api/records/{record['id']}/commands/{verb}", {"expected_rev": record["rev"]})
    assert answer.status_code == 200, answer.text


def test_a_quarter_that_ended_is_printed_and_says_that_the_conclusions_are_wanting(world_on_both: World) -> None:
    raised(world_on_both)
    over(world_on_both)
    found, text = newest(world_on_both)
    assert (found["state"], found["serial"], found["title"]) == ("issued", "FXB-0113-2026Q1-v1", "客户反馈分析报告")
    assert "分析报告尚未提交" in text
    assert "YJ-0113-260302-0001、YJ-0113-260302-0002" in text
    assert "王建国" not in text
    assert "13812345678" not in text


def test_conclusions_and_marketings_figures_that_come_afterwards_make_it_anew(world_on_both: World) -> None:
    raised(world_on_both)
    over(world_on_both)
    newest(world_on_both)
    world_on_both.clock.pass_by(days=8)
    conclusions = {
        **SPAN,
        "sample_count": 2,
        "channels": "现场 2 条。",
        "top_categories": [{"category": "1", "count": 2}],
        "root_causes": ["process"],
        "suggestions": "月初增开弹性窗口。",
    }
    report = written(world_on_both, "analysis_report", conclusions)
    assert newest(world_on_both)[0]["version"] == 1
    stepped(world_on_both, "lobby", report, "submit")
    found, text = newest(world_on_both)
    assert (found["version"], found["reason"]) == (2, "written_afterwards")
    assert "月初增开弹性窗口。" in text
    figures = {**SPAN, "source": "市场部一季度电话访问", "n": 60, "score": "86.5"}
    stepped(world_on_both, "marketing", written(world_on_both, "satisfaction_import", figures), "confirm")
    found, text = newest(world_on_both)
    assert found["version"] == 3
    assert "得分86.5" in text


def test_conclusions_of_a_quarter_that_goes_on_wait_for_its_end(world: World) -> None:
    raised(world)
    figures = {**SPAN, "source": "市场部一季度电话访问", "n": 60, "score": "86.5"}
    stepped(world, "marketing", written(world, "satisfaction_import", figures), "confirm")
    assert listed(world.sign_in("manager"), f"?code={CODE}") == []
    world.clock.pass_by(days=20)
    documents(world).request_periodic.at_end_of_periods(world.clock() + timedelta(days=11))
    assert [item["period"] for item in listed(world.sign_in("manager"), f"?code={CODE}")] == [QUARTER]


def test_a_figure_of_the_issued_report_opens_the_records_it_was_counted_from(world_on_both: World) -> None:
    raised(world_on_both)
    over(world_on_both)
    found, _ = newest(world_on_both)
    pen = pen_of(world_on_both)
    pen.push(pen.create("feedback", category="1"))
    desk = world_on_both.sign_in("manager")
    figures = {each["name"]: each for each in desk.get(f"/api/documents/{found['id']}/evidence").json["items"]}
    waiting = figures["分类：等候过久"]
    assert waiting["count"] == 2
    items = desk.get(f"/api/records?figure={waiting['figure']}").json["items"]
    assert sorted(item["no"] for item in items) == ["YJ-0113-260302-0001", "YJ-0113-260302-0002"]
    assert len(desk.get(f"/api/records?figure={waiting['figure']}&q=多开窗口").json["items"]) == 1
    stranger = world_on_both.sign_in("manager", world_on_both.other_branch())
    assert stranger.get(f"/api/documents/{found['id']}/evidence").status_code == 404
    assert stranger.get(f"/api/records?figure={waiting['figure']}").status_code == 404


def test_a_figure_that_no_document_has_opens_nothing(world: World) -> None:
    raised(world)
    over(world)
    found, _ = newest(world)
    desk = world.sign_in("manager")
    assert desk.get(f"/api/records?figure={found['id']}~999").json["code"] == "not_found"
    assert desk.get("/api/records?figure=1").json["code"] == "invalid"
