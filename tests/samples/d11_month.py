"""The month of D11: five rounds a day with what failed, one patrol alone, and a month in which everything failed."""

from __future__ import annotations

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d11_month import month_sheet
from tests.samples.build import UNBROKEN, at, entries, period, record, subject
from tests.samples.d11 import CHECKLIST, hazard, inspection, row

SERIAL = "AJB-0113-202611-v1"
ROUNDS = ("before_opening", "patrol", "patrol", "closing")


def a_round(number: int, day: int, month: int = 11) -> Subject:
    """As it was scheduled; now and then something is wrong, and one was forgotten."""
    kind = ROUNDS[number % 4]
    when = {"deadline": at(month, day, 9), "started_at": at(month, day, 2), "finished_at": at(month, day, 3)}
    if number == 37:
        return subject(inspection(number, [], "missed", day, kind=kind, inspector=None))
    wrong = {
        17: ("CK13", "门口地垫卷边，雨天有积水"),
        42: ("CK13", "饮水机旁有水渍"),
        58: ("CK35", "快递员进入现金区通道"),
    }
    item, reason = wrong.get(number, ("", ""))
    due = [code for code, entry in entries("checklist").items() if kind in entry["rounds"] or code == item]
    results = [row(code, "fail", reason=reason) if code == item else row(code) for code in due]
    of = inspection(number, results, "reviewed" if number % 5 else "submitted", day, kind=kind, **when)
    status = "closed_out" if number != 58 else "rectifying"
    return subject(of, linked=[hazard(number, item, status, day, inspection_id=of.id)] if item else [])


def realistic() -> Printed:
    found = [a_round(number, 1 + number // 4) for number in range(80)]
    other = record(
        "hazard",
        300,
        "supervised",
        at(9, 18),
        problem="消防通道堆放待报废桌椅，经两次催办未清。",
        severity="major",
        place="后门通道",
        due_on="2026-10-15",
        source="daily",
        found_at=at(9, 18),
        inspection_id=None,
        item=None,
    )
    before = [[a_round(number, 1 + number // 4, 11 - steps) for number in range(14 * steps)] for steps in (1, 2, 3, 4)]
    before[1].append(subject(other))
    return month_sheet(period("2026-11", SERIAL, found, before))


def minimal() -> Printed:
    return month_sheet(period("2026-11", SERIAL, [a_round(1, 3)]))


def extreme() -> Printed:
    failed = [row(code, "fail", reason=UNBROKEN[:60]) for code in CHECKLIST]
    rounds = [inspection(number, failed, day=number + 1) for number in range(6)]
    problem = UNBROKEN[:200]
    found = [
        subject(of, linked=[hazard(at, "CK01", "found", inspection_id=of.id, problem=problem)])
        for at, of in enumerate(rounds)
    ]
    return month_sheet(period("2026-11", SERIAL, found))
