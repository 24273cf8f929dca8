"""D11 安全检查报告: a monthly round with two items that failed, a patrol without anything to say, and everything failing with pictures
that are not all there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from server.documents.definition import Printed
from server.documents.deliverables.d11 import sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, entries, material, record, subject
from tests.samples.d04 import SIGNED, STROKE
from tests.samples.pictures import name_of, shown, with_pictures

SERIAL = "AJB-0113-261124-0001"
CHECKLIST = tuple(entries("checklist"))
WORN = "sha256:" + "f" * 64
"""A picture that cannot be read."""


def row(item: str, result: str = "pass", **more: Any) -> dict[str, Any]:
    return {"item": item, "result": result, **more}


def inspection(
    number: int, results: list[dict[str, Any]], status: str = "reviewed", day: int = 24, **values: Any
) -> RecordState:
    done = {
        "kind": "monthly",
        "results": results or None,
        "deadline": at(11, day, 9),
        "started_at": at(11, day, 2),
        "finished_at": at(11, day, 4, 10),
        "template_version": "2026-01-01",
        "inspector": SIGNED,
        "plan": None,
        **values,
    }
    made = record("inspection", number, status, at(11, day), "system", **done)
    return replace(made, contributors=("zhang", "li") if results else ())


def hazard(number: int, item: str, status: str = "closed_out", day: int = 24, **values: Any) -> RecordState:
    closed = (
        {"verified_at": at(11, min(day + 3, 30), 2), "measure": "更换地垫并压条固定。"}
        if status == "closed_out"
        else {}
    )
    told = {"inspection_id": "inspection-1", "item": item, "due_on": "2026-12-01", "found_at": at(11, day), **closed}
    return record("hazard", number, status, at(11, day), "zhang", **{**told, **values})


def realistic() -> Printed:
    results = [row(code) for code in CHECKLIST if code not in ("CK13", "CK25", "CK33", "CK39", "CK28")]
    results += [
        row("CK13", "fail", reason="门口地垫卷边，雨天有积水", photos=[name_of(1), name_of(2)]),
        row("CK39", "fail", reason="UPS 放电 11 分钟即告警，低于 30 分钟要求", photos=[name_of(3)]),
        row("CK25", "not_applicable", reason="自助区对讲本周升级停用，已挂牌并安排值守"),
        row("CK33", "unchecked", reason="声光报警器当日由厂商检修，改于次日补检"),
    ]
    ups = hazard(
        2,
        "CK39",
        "rectifying",
        severity="serious",
        due_on="2026-12-05",
        measure="已报安全部，更换电池组。",
        problem="UPS 续航不足，停电时监控与自助设备可能中断。",
        place="后台设备间",
    )
    mat = hazard(1, "CK13", photo_after=[name_of(4)])
    of = inspection(
        1,
        results,
        companion="刘强",
        companion_signature=SIGNED,
        remarks="其余各项正常；两项不合格已登记隐患并现场控制。",
        review_opinion="已核，UPS 更换前停电时由专人看护自助区。",
    )
    made = sheet(
        with_pictures(material(SERIAL, strokes={SIGNED: STROKE}), (1, 2, 3, 4)), subject(of, linked=[mat, ups])
    )
    return shown(made, (1, 2, 3, 4))


def minimal() -> Printed:
    results = [row("CK06"), row("CK07")]
    return sheet(material(SERIAL), subject(inspection(2, results, "submitted", kind="patrol", remarks=None)))


def extreme() -> Printed:
    numbers = tuple(range(1, 21))
    failed = [
        row(
            code, "fail", reason=UNBROKEN[:200], photos=[name_of(number * 4 % 20 + each) for each in (1, 2, 3)] + [WORN]
        )
        for number, code in enumerate(CHECKLIST)
    ]
    hazards = [hazard(number, code, problem=UNBROKEN[:500]) for number, code in enumerate(CHECKLIST[:20], 1)]
    of = inspection(1, failed, remarks=UNBROKEN[:500], review_opinion=UNBROKEN[:500], special_topic="专" * 100)
    return shown(sheet(with_pictures(material(SERIAL), numbers), subject(of, linked=hazards)), numbers)
