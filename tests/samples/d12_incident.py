"""D12S 突发事件处置反馈: a customer who fell ill, as little as may be, and a long story with great damage."""

from __future__ import annotations

from typing import Any

from server.documents.definition import Printed
from server.documents.deliverables.d12_incident import sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, entries, material, record, subject

SERIAL = "TFB-0113-261124-0001"
STEPS = tuple(step["code"] for step in entries("drills")["medical"]["steps"])


def incident(**values: Any) -> RecordState:
    told = {
        "started_at": "2026-11-24T02:12:00.000Z",
        "ended_at": "2026-11-24T02:41:30.000Z",
        "timeline": [
            {"step": code, "at": f"2026-11-24T02:{12 + place * 3:02d}:4{place % 10}.000Z", "done": "done"}
            for place, code in enumerate(STEPS)
        ],
        "score": 100,
        "verdict": "excellent",
        "rules_version": "2026-01-01",
        "business_stopped": False,
        "problems": "急救箱里的血压计电池没电。",
        "measures": "急救箱纳入月度检查；备用电池两节放入箱内。",
        **values,
    }
    return record("incident", 1, "archived", at(11, 24, 2), **told)


def realistic() -> Printed:
    return sheet(material(SERIAL), subject(incident()))


def minimal() -> Printed:
    lacking = dict.fromkeys(("timeline", "calls", "participants", "harm", "injured_count", "score", "verdict"))
    return sheet(material(SERIAL), subject(incident(**lacking)))


def extreme() -> Printed:
    long = dict.fromkeys(("situation", "problems", "measures"), UNBROKEN)
    return sheet(material(SERIAL), subject(incident(loss=99_999_999_999_999, harm=UNBROKEN[:1000], **long)))
