"""N01 一次性告知单: everything a customer still has to bring, said at once (domain.md §2.2, lists of §6.3).

In the order of the sheet that the tablet prints without a network (pwa/src/screens/business/NoticePaper.vue), and like it without
anything about anybody: what staff noted beside an item stays in the record.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.shown import Heading, Shown, heading

COMPLETE = "complete"


@dataclass(frozen=True)
class Notice:
    """The context of n01_notice.html: `papers` are (what, what is wrong with it)."""

    head: Heading
    name: str
    number: str
    papers: tuple[tuple[str, str], ...]
    made: str
    told_by: str


def sheet(material: Material, subject: Subject) -> Printed:
    shown, record = Shown.of(subject, material), subject.record
    entries = record.payload.get("items") or []
    lacking = tuple(
        (row["item"], row["result"])
        for entry, row in zip(entries, shown.rows("items"), strict=True)
        if entry.get("result") != COMPLETE
    )
    context = Notice(
        head=heading(DEFINITION.zh, material.head),
        name=shown.text("business_code"),
        number=record.no or chinese.ABSENT,
        papers=lacking,
        made=chinese.moment(record.updated_at),
        told_by=shown.author(),
    )
    return Printed("n01_notice.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    return Shown(subject.kind, subject.record, labels).text("business_code")


DEFINITION = DocumentDefinition(
    code="N01",
    zh="一次性告知单",
    en="Notice of what is missing",
    prefix="GZB",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary, own_fields=("business_code", "items")),
)
