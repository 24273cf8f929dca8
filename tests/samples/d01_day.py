"""D01 客户咨询记录日报表: a full day, a day on which nobody asked, and five hundred consultations."""

from __future__ import annotations

from datetime import datetime

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d01 import day_sheet
from server.domain.moments import from_wire
from tests.samples.build import SENTENCE, UNBROKEN, at, period, record, subject

SERIAL = "ZXB-0113-20261124-v2"
TOPICS = ("TA01", "TB01", "TC01", "TD01", "TE04", "TH01")


def consultation(number: int, minute: int = 0, **values: object) -> Subject:
    solution = "已当面解答，并按最新公示说明。"
    told = {"topic_code": TOPICS[number % len(TOPICS)], "outcome": "resolved", "solution": solution, **values}
    return subject(record("consultation", number, "closed", at(11, 24, 1 + number % 8, minute), **told))


def realistic() -> Printed:
    many = [consultation(number, number % 60) for number in range(1, 31)]
    void = subject(record("consultation", 31, "voided", at(11, 24, 5), void_cause="duplicate"))
    return day_sheet(period("2026-11-24", SERIAL, [*many, void], previous_cutoff=cutoff()))


def minimal() -> Printed:
    return day_sheet(period("2026-11-24", "ZXB-0113-20261124-v1", []))


def extreme() -> Printed:
    texts = (UNBROKEN[:500], SENTENCE * 12)
    many = [
        consultation(number, number % 60, question=texts[number % 2], customer_name="㛃䶮" * 25)
        for number in range(1, 501)
    ]
    return day_sheet(period("2026-11-24", SERIAL, many))


def cutoff() -> datetime:
    """Half the day had been printed before."""
    return from_wire(at(11, 24, 5))
