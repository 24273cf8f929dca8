"""D05 自助服务设备使用反馈汇总: a month at five devices."""

from __future__ import annotations

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d05 import month_sheet
from tests.samples.build import UNBROKEN, at, period, record, subject

SERIAL = "SBF-0113-202611-v1"
DEVICES = [
    record("self_service_device", number, "normal", at(6, 1), device_no=no, type=no.split("-")[0])
    for number, no in enumerate(("ATM-02", "CRS-01", "STM-01", "BSM-01", "RPT-01"), 1)
]
OPERATIONS = ("withdrawal", "deposit", "new_card", "passbook", "print")
CAUSES = ("first_use", "wrong_operation", "cannot_see_hear", "secret_problem", "device_fault", "first_use")
FAULTS = ("GN01", "GC01", "GP02", "GN01", "GS01", "GN01", "GP01", "GN05")
WORDS = ("字太小，看不清“确认”在哪里。", "存钱一直退出来，试了五次。", "按键声音大，方便。", None)


def of_device(kind: str, number: int, status: str, **values: object) -> Subject:
    machine = DEVICES[number * 3 % 7 % len(DEVICES)]
    made = record(kind, number, status, at(11, number % 28 + 1, number % 8 + 1), machine_id=machine.id, **values)
    return subject(made, named=[machine])


def session(number: int) -> Subject:
    outcome = ("success", "success", "success", "to_counter", "success", "gave_up")[number % 6]
    operation = OPERATIONS[number * number % len(OPERATIONS)]
    cause = CAUSES[number % len(CAUSES)]
    return of_device("assist_session", number, "completed", operation=operation, need_cause=cause, outcome=outcome)


def fault(number: int, **values: object) -> Subject:
    told = {
        "fault_code": FAULTS[number % len(FAULTS)],
        "down_from": at(11, number % 28 + 1, 1),
        "downtime_minutes": 35 + number * 17,
        "recurrence": number % 5 == 0,
        "finding": "repaired" if number % 3 else "part_replaced",
    }
    return of_device("fault_ticket", number, "restored", **{**told, **values})


def opinion(number: int, **values: object) -> Subject:
    told = {"score": ("5", "4", "2", "5", "3")[number % 5], "text": WORDS[number % 4]}
    return of_device("device_feedback", number, "recorded", **{**told, **values})


def realistic() -> Printed:
    unfinished = of_device("assist_session", 90, "in_progress", outcome=None)
    wanting = of_device("fault_ticket", 91, "in_progress", fault_code="GN02", down_from=at(11, 27, 2))
    found = [session(each) for each in range(1, 49)] + [fault(each) for each in range(1, 13)]
    return month_sheet(
        period("2026-11", SERIAL, [*found, *(opinion(each) for each in range(1, 15)), unfinished, wanting])
    )


def minimal() -> Printed:
    return month_sheet(period("2026-11", SERIAL, [session(1)]))


def extreme() -> Printed:
    many = [fault(each, recurrence=True) for each in range(1, 501)]
    return month_sheet(
        period("2026-11", SERIAL, [*many, *(opinion(each, text=UNBROKEN[:300]) for each in range(1, 101))])
    )
