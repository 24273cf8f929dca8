"""D12 应急演练反馈: a fire drill with a step too late, one that was cancelled of everything but its course, and a failed one."""

from __future__ import annotations

from typing import Any

from server.documents.definition import Printed
from server.documents.deliverables.d12 import sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, entries, material, record, subject
from tests.samples.pictures import name_of, shown, with_pictures

SERIAL = "YLB-0113-261210-0001"
STEPS = tuple(step["code"] for step in entries("drills")["fire"]["steps"])
SECONDS = (8, 31, 74, 95, 170, 300, 415, 560)
PEOPLE = [
    {"name": "赵磊", "role": "总指挥", "present": True},
    {"name": "王芳", "role": "疏散引导", "present": True},
    {"name": "刘强", "role": "初起灭火", "present": True},
    {"name": "周洁", "role": "报警联络", "present": True},
    {"name": "陈㛃", "role": "搀扶老残", "present": False},
]


def begun(seconds: int) -> str:
    return f"2026-12-10T09:{10 + seconds // 60:02d}:{seconds % 60:02d}.000Z"


def timeline(**done: str) -> list[dict[str, Any]]:
    return [
        {"step": code, "at": begun(second), "done": done.get(code, "done")}
        for code, second in zip(STEPS, SECONDS, strict=True)
    ]


def drill(status: str = "archived", **values: Any) -> RecordState:
    told = {
        "notified_at": at(12, 8, 2),
        "participants": PEOPLE,
        "started_at": begun(0),
        "ended_at": begun(620),
        "timeline": timeline(cash="partly"),
        "calls": [
            {"called": "119", "at": begun(74), "note": "演练通话，已说明不出警"},
            {"called": "security_dept", "at": begun(120)},
        ],
        "head_count": 9,
        "score": 97,
        "verdict": "excellent",
        "rules_version": "2026-01-01",
        "problems": "拨打 119 超过目标时间 14 秒：固定电话旁没有贴网点地址。款箱转移路线不熟。",
        "measures": "引导台、现金区电话旁张贴网点地址与路口标志；下月晨会走一遍款箱转移路线。",
        "feedback": "疏散引导分工清楚；后门门磁较紧，老人推不开。",
        **values,
    }
    return record("drill", 1, status, at(12, 10, 9), "zhang", **told)


def realistic() -> Printed:
    door = record("hazard", 4, "reported", at(12, 10), problem="后门门磁过紧，老年客户推不开。", linked="drill-1")
    made = sheet(
        with_pictures(material(SERIAL), (1, 3)), subject(drill(photos=[name_of(1), name_of(3)]), linked=[door])
    )
    return shown(made, (1, 3))


def minimal() -> Printed:
    course = (
        "notified_at",
        "started_at",
        "ended_at",
        "timeline",
        "calls",
        "head_count",
        "score",
        "feedback",
        "verdict",
    )
    lacking: dict[str, Any] = dict.fromkeys(course)
    return sheet(material(SERIAL), subject(drill("archived", **lacking, problems="无", measures="无")))


def extreme() -> Printed:
    many = [{"name": "㛃" * 50, "role": "长" * 50, "present": True} for _ in range(60)]
    rows = [
        {"step": f"unknown{each}", "at": begun(each), "done": "not_done", "note": UNBROKEN[:200]} for each in range(30)
    ]
    vetoes = [{"veto": "lift", "note": UNBROKEN[:200]}, {"veto": "something_else"}]
    long = dict.fromkeys(("problems", "measures"), UNBROKEN)
    of = drill(participants=many, timeline=[*timeline(), *rows], vetoes=vetoes, verdict="failed", **long)
    return sheet(material(SERIAL), subject(of))
