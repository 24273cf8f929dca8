"""D08 服务质量改善计划: a plan that was returned once and is closed, one just approved, and one as long as may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from server.documents.definition import Decision, Printed, Subject
from server.documents.deliverables.d08 import sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, material, record, subject

SERIAL = "GSJ-0113-261026-0001"
METRIC = "每月 1—5 日平均等候分钟数"
GOALS = [
    {"goal": "缩短月初上午等候时间", "metric": METRIC, "baseline": "34", "target": "20"},
    {"goal": "老年客户独立完成自助取款", "metric": "自助辅导成功率（%）", "baseline": "71.20", "target": "85"},
]
RESULTS = [
    {"metric": METRIC, "before": "34", "after": "19"},
    {"metric": "自助辅导成功率（%）", "before": "71.20", "after": "86.36"},
]
HASH = "9f2c41d07b8e5a36c1d4e0f27a9b8c55d3e6f10a4b7c829e0d1f3a5b6c7d8e9f"
PICTURES = [f"sha256:{'b' * 64}", f"sha256:{'c' * 64}"]


def decided(verb: str, by: str, role: str, day: int, **more: object) -> Decision:
    told = {"hash": HASH, "approves": True, "stale": False}
    return Decision(verb, by, role, datetime(2026, 10, day, 6, 20, tzinfo=UTC), **{**told, **more})


def measure(number: int, status: str = "done", **values: object) -> RecordState:
    return record("improvement_measure", number, status, at(10, 20, 2, number), plan_id="improvement_plan-1", **values)


MEASURES = (
    measure(1, before="34", after="19", effect="月初上午等候缩短十五分钟。"),
    measure(
        2,
        problem="老年客户看不清自助设备上的字，按错键后不敢继续。",
        category="7",
        root_cause="device",
        action="五台设备贴大字操作指引，上午高峰安排专人陪同。",
        owner_dept="training_dept",
        owner="李晓",
        due_on="2026-11-20",
        metric="自助辅导成功率（%）",
        before="71.20",
        after="86.36",
        effect="成功率达到目标。",
    ),
    measure(
        3,
        status="executing",
        problem="同一业务两次到店被告知的材料不一致。",
        category="5",
        root_cause="communication",
        action="柜面与大堂统一使用一次性告知单，每周抽查三份。",
        owner_dept="operations_dept",
        owner="赵磊",
        due_on="2026-12-10",
        metric="材料反复类意见条数",
    ),
)
APPROVED = (
    decided(
        "give_back", "zhang", "branch_manager", 21, hash="1" * 64, approves=False, reason="请补充老年客户的辅导措施。"
    ),
    decided("endorse", "zhang", "branch_manager", 22, opinion="同意。弹性窗口从 11 月起排班，请运营部配合。"),
    decided("approve", "chen", "management", 23, opinion="同意实施，年底前提交前后指标。"),
)


def plan(status: str, **values: object) -> RecordState:
    ids = {"report_id": "analysis_report-1", "review_id": "review_meeting-1"}
    return record("improvement_plan", 1, status, at(10, 20), **{"goals": GOALS, **ids, **values})


def paper(of: RecordState, measures: Sequence[RecordState], decisions: Sequence[Decision]) -> Subject:
    report = record("analysis_report", 1, "reviewed", at(10, 12))
    review = record("review_meeting", 1, "confirmed", at(10, 16), date="2026-10-16")
    return replace(subject(of, measures, [report, review]), decisions=decisions)


def realistic() -> Printed:
    of = plan(
        "closed",
        results=RESULTS,
        effect="两项指标均达到目标，月初投诉由六件降为一件。",
        progress="弹性窗口自 11 月 1 日起执行；大字指引 11 月 6 日贴齐。",
        evidence=PICTURES,
    )
    return sheet(material(SERIAL), paper(of, MEASURES, APPROVED))


def minimal() -> Printed:
    outdated = [replace(each, stale=True) for each in APPROVED[1:]]
    return sheet(material(SERIAL), paper(plan("discussing", review_id=None), (), outdated))


def extreme() -> Printed:
    goals = [{"goal": "目" * 200, "metric": f"指标{number}" + "标" * 90, "target": "9" * 50} for number in range(10)]
    many = [measure(number, problem=UNBROKEN[:1000], action=UNBROKEN[:1000], metric="指" * 100) for number in range(16)]
    said = [replace(APPROVED[1], opinion=UNBROKEN[:1000]) for _ in range(20)]
    return sheet(material(SERIAL), paper(plan("approved", goals=goals, title="长" * 80), many, said))
