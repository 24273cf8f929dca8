"""D03 业务操作记录: a day in the middle of the month, a branch's single piece of business, and a month of five hundred."""

from __future__ import annotations

from typing import Any

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d03 import period_sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, period, record, subject

SERIAL = "YWB-0113-20261124-v1"
NAMES = ("王建国", "李秀英", "欧阳明", "陈㛃", "张丽")
CUSTOMERS = [record("customer", number, "active", at(9, 1), display_name=name) for number, name in enumerate(NAMES, 1)]
COURSE = (
    ("cash_withdrawal", 6_000_000, "CNY", "archived"),
    ("transfer", 3_000_000, "CNY", "completed"),
    ("cash_deposit", 1_250_050, "CNY", "completed"),
    ("transfer", 20_000_000, "CNY", "in_progress"),
    ("data_change", None, None, "completed"),
    ("foreign_exchange", 500_000, "USD", "completed"),
    ("loss_report", None, None, "completed"),
    ("cash_withdrawal", 800_000, "CNY", "completed"),
    ("transfer", 1_580_000, "CNY", "completed"),
    ("agreement", None, None, "cancelled"),
)
DONE = ("completed", "archived")


def business(number: int, day: int = 24, **values: Any) -> RecordState:
    """One after the other of what a counter does, some with their funds arrived."""
    sort, amount, currency, status = COURSE[number % len(COURSE)]
    when = at(11, day, 1 + number * 3 % 8, number * 17 % 60)
    told = {
        "business_type": sort,
        "amount": amount,
        "currency": currency,
        "channel": ("counter", "counter", "self_service", "mobile_bank")[number % 4],
        "customer_id": CUSTOMERS[number % len(CUSTOMERS)].id if number % 3 else None,
        "core_serial_no": f"20261124{113000 + number}" if status in DONE and amount else None,
        "promised_at": at(11, day, 9) if sort == "transfer" else None,
        "completed_at": at(11, day, 1 + number * 3 % 8, number * 17 % 60 // 2 + 20) if status in DONE else None,
        "arrived_at": at(11, day, 8, 30) if sort == "transfer" and status == "completed" else None,
        "counterparty": "李建国" if sort == "transfer" else None,
        "status": status,
        **values,
    }
    return record("business_request", number, str(told.pop("status")), when, "wang" if number % 2 else "li", **told)


def opening(number: int, **values: Any) -> RecordState:
    done = {"opened_at": at(11, 24, 3, 20), "core_serial_no": "20261124113987", "account_tail4": "6621", **values}
    return record("account_opening", number, "completed", at(11, 24, 3), customer_id=CUSTOMERS[1].id, **done)


def wrong(number: int, of: RecordState, status: str, **values: Any) -> RecordState:
    return record("error_record", number, status, at(11, 24, 8, number), request_id=of.id, **values)


def piece(of: RecordState, *errors: RecordState) -> Subject:
    return subject(of, linked=errors, named=CUSTOMERS)


def realistic() -> Printed:
    mistaken, mended = business(3), business(2)
    found = [
        wrong(
            1, mended, "corrected", correction="已联系客户补签，凭证随日终传票归档。", corrected_at=at(11, 24, 8, 40)
        ),
        wrong(2, mistaken, "to_confirm", error_type="data_entry", found_by="operations", description=None),
        wrong(3, mended, "unfounded", ruling="经核对原始凭证，签章齐全。"),
    ]
    void = business(77, status="voided", void_cause="duplicate")
    plain = [piece(business(number)) for number in (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 21)]
    others = [piece(mistaken, found[1]), piece(mended, found[0], found[2]), piece(opening(1)), piece(void)]
    return period_sheet(
        period("2026-11-24", SERIAL, [*plain, *others, *(subject(each, named=[mended]) for each in found)])
    )


def minimal() -> Printed:
    return period_sheet(period("2026-11-24", SERIAL, [piece(business(5))]))


def extreme() -> Printed:
    many = [business(number, number % 28 + 1, amount=99_999_999_999_999) for number in range(1, 501)]
    errors = [wrong(each, many[each], "established", description=UNBROKEN[:300]) for each in range(30)]
    void = [business(600 + number, status="voided", void_cause="test_data") for number in range(20)]
    subjects = [*(piece(each) for each in (*many, *void)), *(subject(each, named=[many[0]]) for each in errors)]
    return period_sheet(period("2026-11", "YWB-0113-202611-v1", subjects))
