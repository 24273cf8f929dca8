"""D01 客户咨询记录表: one sheet a consultation, and one table a day (domain.md §2.1)."""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import (
    DocumentDefinition,
    Labels,
    Material,
    Periodic,
    PeriodMaterial,
    Printed,
    Single,
    Subject,
)
from server.documents.shown import Heading, Shown, Signer, heading, named, notes_on_time, short
from server.records import Kind
from sync.lifecycle import VOIDED
from sync.server.state import RecordState

DAILY_TEXT = 90
"""Code points of a text in the daily table; the single sheet holds it whole."""

OUTLINE = (
    ("记录编号", "@no"),
    ("发生时间", "@occurred_at"),
    ("咨询渠道", "channel"),
    ("办理状态", "@status"),
    ("客户称呼", "customer_name"),
    ("联系电话", "customer_mobile"),
    ("咨询主题", "topic_code"),
    ("涉及产品", "products"),
    ("咨询问题", "question"),
    ("解决方案", "solution"),
    ("依据通告", "bulletin_id"),
    ("交付资料", "materials_given"),
    ("转办与回复", ""),
    ("办理结果", "outcome"),
    ("办理用时", "minutes"),
    ("同意回访", "follow_up_consent"),
    ("回访时间", "follow_up_at"),
)
"""What d01_consultation.html prints, in its order."""


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
    signers: tuple[Signer, ...]


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
    signers: tuple[Signer, ...] = (Signer("制表人"), Signer("网点负责人"))


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    record, values = subject.record, shown.values
    context = ConsultationSheet(
        head=heading(DEFINITION.zh, material.head),
        number=record.no or chinese.ABSENT,
        occurred=chinese.moment(record.occurred_at),
        occurred_note="　".join(notes_on_time(record)),
        channel=shown.text("channel"),
        status=shown.status(),
        customer=shown.text("customer_name"),
        telephone=shown.text("customer_mobile"),
        consent="同意" if values.get("follow_up_consent") else "未同意",
        topic=shown.text("topic_code"),
        products=shown.text("products"),
        question=shown.text("question"),
        solution=shown.text("solution"),
        bulletin=_bulletin(subject),
        materials=shown.text("materials_given"),
        outcome=shown.text("outcome"),
        minutes=f"{values['minutes']} 分钟" if "minutes" in values else chinese.ABSENT,
        follow_up=shown.text("follow_up_at"),
        referrals=_referrals(subject, material.labels),
        signers=(Signer("登记人", shown.author()), Signer("网点负责人")),
    )
    return Printed("d01_consultation.html", context)


def day_sheet(day: PeriodMaterial) -> Printed:
    rows = tuple(_row(day, subject) for subject in day.subjects)
    counted = [row for row in rows if not row.void]
    outcomes = dict.fromkeys(row.outcome for row in counted)
    context = DailySheet(
        head=heading(DEFINITION.title(day.period.span, "zh"), day.material.head),
        day=day.period.zh,
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


def _bulletin(subject: Subject) -> str:
    """The bulletin relied on in the version that was read then; a later one is named, because its text may differ."""
    told, version = named(subject, "bulletin_id"), subject.record.payload.get("bulletin_version")
    if version is None:
        return told
    found = subject.named.get(subject.record.payload.get("bulletin_id", ""))
    now = found[1].payload.get("version") if found else version
    return f"{told} 第 {version} 版" + (f"（现为第 {now} 版）" if now != version else "")


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


def _row(day: PeriodMaterial, subject: Subject) -> DailyRow:
    shown = Shown.of(subject, day.material)
    record = subject.record
    void = record.status == VOIDED
    referrals = _referrals(subject, day.material.labels)
    return DailyRow(
        number=record.no or chinese.ABSENT,
        time=chinese.clock(record.occurred_at),
        channel=shown.text("channel"),
        customer=shown.text("customer_name"),
        topic=shown.text("topic_code"),
        question=short(shown.text("question"), DAILY_TEXT),
        solution=short(shown.text("solution"), DAILY_TEXT),
        outcome=shown.text("outcome") if "outcome" in record.payload else shown.status(),
        referral=chinese.listed([f"{each.department}（{each.status}）" for each in referrals]),
        registrar=shown.author(),
        late=day.is_late(record),
        void=void,
        void_cause=shown.text("void_cause") if void else "",
    )


DEFINITION = DocumentDefinition(
    code="D01",
    zh="客户咨询记录表",
    en="Record of a consultation",
    prefix="ZXB",
    keep_years=3,
    basis="默认",
    single=Single(
        compose=sheet,
        summary=summary,
        linked_fields=("reply", "result"),
        outline=OUTLINE,
        outline_signers=("登记人", "网点负责人"),
    ),
    periodic=Periodic(compose=day_sheet, titles={"day": ("客户咨询记录日报表", "Consultations of a day")}, links=True),
)
