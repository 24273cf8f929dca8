"""D09 活动策划方案: an approved anti-fraud morning, one with as little as may be, and one as long as may be."""

from __future__ import annotations

from dataclasses import replace

from server.documents.definition import Decision, Printed
from server.documents.deliverables.d09 import sheet
from tests.samples.build import UNBROKEN, at, material, record, subject
from tests.samples.d08 import decided

SERIAL = "HDF-0113-261120-0001"
APPROVED = (
    decided("marketing_pass", "li", "department_agent", 26, opinion="宣传折页用 2026 年 10 月版。"),
    decided("compliance_pass", "zhao", "department_agent", 27, opinion="话术无禁用语，同意。"),
    decided("approve", "zhang", "branch_manager", 28, opinion="同意，当日增派一名保安。"),
)


def paper(decisions: tuple[Decision, ...], **values: object) -> Printed:
    of = record("event_plan", 4, "approved", at(11, 20), products=None, **values)
    return sheet(material(SERIAL), replace(subject(of), decisions=decisions))


def realistic() -> Printed:
    return paper(APPROVED)


def minimal() -> Printed:
    return paper((), **dict.fromkeys(("schedule", "budget", "planned_count", "script")))


def extreme() -> Printed:
    schedule = [{"time": "09:30—09:40 " * 2, "item": "环" * 100, "owner": "㛃" * 50} for _ in range(30)]
    roles = [{"name": "䶮" * 50, "duty": "service", "task": "任" * 100} for _ in range(30)]
    said = tuple(replace(each, opinion=UNBROKEN[:1000]) for each in APPROVED)
    return paper(said, schedule=schedule, roles=roles, script=UNBROKEN, risk_plan=UNBROKEN, budget=10**13)
