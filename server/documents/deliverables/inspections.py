"""What the reports of safety inspections count, of one round or of a month: items due and looked at, the first result, and what became of
what failed (domain.md §2.6, §4 K5).

An item that does not apply is not counted; one that was due and not looked at is, as not passed. After rectification an item passes
when its hazard was checked and closed out by its day; a later closing-out is told and does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.documents import chinese
from server.documents.definition import Material, Subject
from server.documents.shown import Shown
from server.domain.moments import bank_day, from_wire
from server.domain.shares import Share
from server.records import Kind
from sync.server.state import RecordState

HAZARD = "hazard"
CLOSED = "closed_out"
DONE = ("submitted", "reviewed")
LEVELS = {"A": "重大", "B": "较大", "C": "一般"}
METHODS = {"look": "目视", "test": "测试", "read": "查阅"}
Hazard = tuple[Kind, RecordState]


@dataclass(frozen=True)
class Round:
    """One inspection, item by item: `results` by the code of the item, those that were due and never entered among them."""

    subject: Subject
    results: Mapping[str, Mapping[str, Any]]
    hazards: Mapping[str, Hazard]

    @property
    def is_done(self) -> bool:
        return self.subject.record.status in DONE

    def items(self, *results: str) -> list[str]:
        return [item for item, entry in self.results.items() if entry.get("result") in results]

    @property
    def applicable(self) -> int:
        return len(self.items("pass", "fail", "unchecked"))

    @property
    def first(self) -> Share:
        return Share(len(self.items("pass")), self.applicable)

    @property
    def mended(self) -> Share:
        in_time = sum(closed_in_time(self.hazards.get(item)) for item in self.items("fail"))
        return Share(len(self.items("pass")) + in_time, self.applicable)


def round_of(subject: Subject, material: Material) -> Round:
    """Items that the checklist asks for in such a round and that nobody entered were not checked."""
    entered = {str(entry["item"]): entry for entry in subject.record.payload.get("results") or ()}
    kind = subject.record.payload.get("kind")
    due = [code for code, entry in material.entries("checklist").items() if kind in (entry.get("rounds") or ())]
    unchecked = {code: {"item": code, "result": "unchecked"} for code in due}
    ordered = dict(sorted({**unchecked, **entered}.items()))
    return Round(subject, ordered, _hazards(subject))


def closed_in_time(hazard: Hazard | None) -> bool:
    if hazard is None or hazard[1].status != CLOSED:
        return False
    values = hazard[1].payload
    return "verified_at" in values and bank_day(from_wire(values["verified_at"])).isoformat() <= values["due_on"]


def standing(hazard: Hazard, material: Material) -> str:
    """How far a hazard is, and when it was closed out; too late is said."""
    shown = Shown(*hazard, material.labels, material.people)
    if hazard[1].status != CLOSED:
        return shown.status()
    late = "" if closed_in_time(hazard) else "（逾期）"
    return f"{shown.status()}{late} {chinese.date_text(bank_day(from_wire(hazard[1].payload['verified_at'])))}"


def together(shares: Sequence[Share]) -> Share:
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


def _hazards(subject: Subject) -> dict[str, Hazard]:
    """By the item that failed; of several about one item the last one stands."""
    linked = [(kind, record) for kind, record in subject.linked if kind.code == HAZARD]
    return {str(record.payload.get("item")): (kind, record) for kind, record in linked}
