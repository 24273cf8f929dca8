"""N01 一次性告知单: three papers of a loan, one paper, and a list as long as may be."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.n01 import sheet
from tests.samples.build import at, material, record, subject

SERIAL = "GZB-0113-261124-0001"


def realistic() -> Printed:
    items = [
        {"item": "有效身份证件", "result": "expired"},
        {"item": "收入证明", "result": "missing", "note": "请单位加盖公章"},
        {"item": "用途证明", "result": "complete"},
        {"item": "征信授权", "result": "original_needed"},
    ]
    of = record("material_check", 1, "incomplete", at(11, 24), business_code="M09", items=items)
    return sheet(material(SERIAL), subject(of))


def minimal() -> Printed:
    return sheet(material(SERIAL), subject(record("material_check", 1, "incomplete", at(11, 24))))


def extreme() -> Printed:
    items = [{"item": f"{number}" + "材" * 56, "result": "missing", "note": "㛃" * 100} for number in range(20)]
    return sheet(material(SERIAL), subject(record("material_check", 1, "incomplete", at(11, 24), items=items)))
