"""D06 客户满意度调查结果: a month of questionnaires about the devices, beside those about the counter."""

from __future__ import annotations

from dataclasses import replace

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d06 import month_sheet
from tests.samples.build import UNBROKEN, at, period, record, subject
from tests.samples.d02 import questionnaire

SERIAL = "MYJ-0113-202611-v1"
OPERATIONS = ("withdrawal", "withdrawal", "deposit", "transfer", "new_card", "print")
CAUSES = ("first_use", "wrong_operation", "cannot_see_hear", "device_fault")
WORDS = ("字太小，看不清“确认”在哪里。", "讲解很耐心，自己操作成功了。", "存钱一直退出来，试了五次。")


def about_device(number: int, month: int = 11, **values: object) -> Subject:
    session = record(
        "assist_session",
        number,
        "completed",
        at(month, number % 28 + 1, 2),
        operation=OPERATIONS[number % len(OPERATIONS)],
        need_cause=CAUSES[number % len(CAUSES)],
    )
    only = dict.fromkeys(("q2", "q3", "q5", "q7", "q8"))
    told = {"q10": WORDS[number % 3] if number % 4 == 0 else None, **values}
    found = questionnaire(number, month, "device", **only, **told)
    return subject(replace(found.record, payload={**found.record.payload, "linked": session.id}), named=[session])


def realistic() -> Printed:
    month = [about_device(number) for number in range(1, 39)]
    others = [questionnaire(number) for number in range(101, 150)]
    before = [[about_device(number, 11 - back) for number in range(1, 30)] for back in (1, 2, 3, 4, 5)]
    return month_sheet(period("2026-11", SERIAL, [*month, *others], before))


def minimal() -> Printed:
    return month_sheet(period("2026-11", SERIAL, [questionnaire(1)]))


def extreme() -> Printed:
    return month_sheet(
        period("2026-11", SERIAL, [about_device(number, q1="1", q10=UNBROKEN[:500]) for number in range(1, 251)])
    )
