"""D01 客户咨询记录表: one sheet a consultation, and one table a day (domain.md §2.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.documents import chinese
from server.documents.definition import DayMaterial, DocumentDefinition, Head, Labels, Material, Printed, Subject
from server.domain.moments import to_wire
from server.records import Kind
from sync.lifecycle import VOIDED
from sync.server.state import RecordState

DAILY_TEXT = 90
"""Code points of a text in the daily table; the single sheet holds it whole."""


@dataclass(frozen=True)
class Heading:
    """Title and margins of every sheet, as text."""

    title: str
    bank: str
    branch: str
    branch_no: str
    serial: str
    version: int
    note: str
    cutoff: str
    generated: str
    created: str


@dataclass(frozen=True)
class Referral:
    """A ticket to a department and what came back."""

    number: str
    department: str
    sent: str
    status: str
    content: str
    reply: str
    result: str


@dataclass(frozen=True)
class ConsultationSheet:
    """The context of d01_consultation.html; customers' data are masked."""

    head: Heading
    number: str
    occurred: str
    occurred_note: str
    channel: str
    status: str
    customer: str
    telephone: str
    consent: str
    topic: str
    products: str
    question: str
    solution: str
    bulletin: str
    materials: str
    outcome: str
    minutes: str
    follow_up: str
    referrals: tuple[Referral, ...]
    registrar: str


@dataclass(frozen=True)
class DailyRow:
    """One line of the day; `late` when it was registered after the version before had looked."""

    number: str
    time: str
    channel: str
    customer: str
    topic: str
    question: str
    solution: str
    outcome: str
    referral: str
    registrar: str
    late: bool
    void: bool
    void_cause: str


@dataclass(frozen=True)
class DailySheet:
    """The context of d01_daily.html."""

    head: Heading
    day: str
    count: int
    outcomes: tuple[tuple[str, int], ...]
    void_count: int
    late_count: int
    rows: tuple[DailyRow, ...]


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown(subject.kind, subject.record, material.labels)
    record, values = subject.record, shown.values
    context = ConsultationSheet(
        head=heading(DEFINITION.zh, material.head),
        number=record.no or chinese.ABSENT,
        occurred=chinese.moment(record.occurred_at),
        occurred_note="　".join(_notes_on_time(record)),
        channel=shown.text("channel"),
        status=shown.status(),
        customer=shown.text("customer_name"),
        telephone=shown.text("customer_mobile"),
        consent="同意" if values.get("follow_up_consent") else "未同意",
        topic=shown.text("topic_code"),
        products=shown.text("products"),
        question=shown.text("question"),
        solution=shown.text("solution"),
        bulletin=_named(subject, "bulletin_id"),
        materials=shown.text("materials_given"),
        outcome=shown.text("outcome"),
        minutes=f"{values['minutes']} 分钟" if "minutes" in values else chinese.ABSENT,
        follow_up=shown.text("follow_up_at"),
        referrals=_referrals(subject, material.labels),
        registrar=material.people.get(record.created_by, chinese.ABSENT),
    )
    return Printed("d01_consultation.html", context)


def day_sheet(day: DayMaterial, subjects: Sequence[Subject]) -> Printed:
    rows = tuple(_row(day, subject) for subject in subjects)
    counted = [row for row in rows if not row.void]
    outcomes = dict.fromkeys(row.outcome for row in counted)
    context = DailySheet(
        head=heading(DEFINITION.zh_daily, day.material.head),
        day=chinese.day(day.day),
        count=len(counted),
        outcomes=tuple((outcome, sum(row.outcome == outcome for row in counted)) for outcome in outcomes),
        void_count=len(rows) - len(counted),
        late_count=sum(row.late for row in rows),
        rows=rows,
    )
    return Printed("d01_daily.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    """One masked line for lists: the topic, and how the customer is called."""
    shown = Shown(subject.kind, subject.record, labels)
    parts = [shown.text("topic_code"), shown.text("customer_name")]
    return " · ".join(part for part in parts if part != chinese.ABSENT)


@dataclass(frozen=True)
class Shown:
    """A record's values as people read them: masked, codes replaced by their labels, what is absent marked so."""

    kind: Kind
    record: RecordState
    labels: Labels

    @property
    def values(self) -> Mapping[str, Any]:
        return self.kind.masked(self.record.payload)

    def text(self, code: str) -> str:
        value, field = self.values.get(code), self.kind.by_code[code]
        if value is None or value in ("", []):
            return chinese.ABSENT
        if field.options:
            return next((option.zh for option in field.options if option.code == value), str(value))
        if field.type == "datetime":
            return chinese.moment(value)
        if field.reference:
            return chinese.listed([self.labels(field.reference, each) for each in _each(value)])
        return str(value)

    def status(self) -> str:
        states = self.kind.life_cycle.meta()["states"]
        return next((str(state["zh"]) for state in states if state["code"] == self.record.status), self.record.status)


def _named(subject: Subject, code: str) -> str:
    """The record a field names, by its title and its number."""
    named = subject.named.get(subject.record.payload.get(code, ""))
    if named is None:
        return chinese.ABSENT
    kind, record = named
    return f"{record.payload.get(kind.columns.title, '')}（{record.no or chinese.ABSENT}）"


def _each(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def heading(title: str, head: Head) -> Heading:
    notes = [f"替代 {head.replaces}" if head.replaces else "", head.reason or ""]
    return Heading(
        title=title,
        bank=head.bank,
        branch=head.branch,
        branch_no=head.branch_no,
        serial=head.serial,
        version=head.version,
        note="；".join(note for note in notes if note),
        cutoff=chinese.exact_moment(head.cutoff),
        generated=chinese.exact_moment(head.generated),
        created=head.generated.isoformat(timespec="seconds"),
    )


def _notes_on_time(record: RecordState) -> list[str]:
    return [
        *(["离线采集"] if record.captured_offline else []),
        *(["时间存疑"] if record.time_doubtful else []),
    ]


def _referrals(subject: Subject, labels: Labels) -> tuple[Referral, ...]:
    """Of what names this record, what went to a department."""
    return tuple(_referral(kind, linked, labels) for kind, linked in subject.linked if kind.inbox is not None)


def _referral(kind: Kind, record: RecordState, labels: Labels) -> Referral:
    shown = Shown(kind, record, labels)
    other = record.payload.get("other_department")
    return Referral(
        number=record.no or chinese.ABSENT,
        department=str(other) if other else shown.text("to_department"),
        sent=chinese.moment(record.occurred_at),
        status=shown.status(),
        content=shown.text("content"),
        reply=shown.text("reply"),
        result=shown.text("result"),
    )


def _row(day: DayMaterial, subject: Subject) -> DailyRow:
    shown = Shown(subject.kind, subject.record, day.material.labels)
    record = subject.record
    void = record.status == VOIDED
    late = day.previous_cutoff is not None and record.created_at > to_wire(day.previous_cutoff)
    referrals = _referrals(subject, day.material.labels)
    return DailyRow(
        number=record.no or chinese.ABSENT,
        time=chinese.clock(record.occurred_at),
        channel=shown.text("channel"),
        customer=shown.text("customer_name"),
        topic=shown.text("topic_code"),
        question=_short(shown.text("question")),
        solution=_short(shown.text("solution")),
        outcome=shown.text("outcome") if "outcome" in record.payload else shown.status(),
        referral=chinese.listed([f"{each.department}（{each.status}）" for each in referrals]),
        registrar=day.material.people.get(record.created_by, chinese.ABSENT),
        late=late,
        void=void,
        void_cause=shown.text("void_cause") if void else "",
    )


def _short(text: str) -> str:
    return text if len(text) <= DAILY_TEXT else text[: DAILY_TEXT - 1] + "…"


DEFINITION = DocumentDefinition(
    code="D01",
    zh="客户咨询记录表",
    en="Record of a consultation",
    zh_daily="客户咨询记录日报表",
    en_daily="Consultations of a day",
    prefix="ZXB",
    single=sheet,
    daily=day_sheet,
    summary=summary,
    linked_fields=("reply", "result"),
)
