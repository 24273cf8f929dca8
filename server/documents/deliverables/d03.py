"""D03 业务操作记录: the business of a day or a month by sort and sum, every piece with its serial number and times, the errors and
what was done about them, and what was declared void (domain.md §2.2).

Sums of different currencies are never added up, nor those of what came in and what went out. What a customer's business was about
says its sort alone; who they are is masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.documents import amounts, chinese
from server.documents.definition import DocumentDefinition, Periodic, PeriodMaterial, Printed, Subject
from server.documents.deliverables import business_sums
from server.documents.deliverables.business_sums import DONE, SortRow
from server.documents.deliverables.surveys import Figure
from server.documents.shown import Heading, Shown, Signer, heading, notes_on_time
from server.domain.moments import from_wire
from sync.lifecycle import VOIDED

OPENING, ERROR = "account_opening", "error_record"
BUSINESS = ("business_request", OPENING)


@dataclass(frozen=True)
class BusinessRow:
    """One piece of business; `errors` are the numbers of the errors found in it."""

    number: str
    at: str
    sort: str
    customer: str
    amount: str
    channel: str
    serial: str
    done: str
    status: str
    registrar: str
    errors: tuple[str, ...]
    late: bool
    void: bool


@dataclass(frozen=True)
class ErrorRow:
    number: str
    business: str
    what: str
    found: str
    found_at: str
    ruling: str
    corrected: str


@dataclass(frozen=True)
class VoidRow:
    number: str
    sort: str
    at: str
    cause: str
    reason: str


@dataclass(frozen=True)
class BusinessRecord:
    """The context of d03_business.html."""

    head: Heading
    period: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    sorts: tuple[SortRow, ...]
    errors: tuple[ErrorRow, ...]
    voids: tuple[VoidRow, ...]
    rows: tuple[BusinessRow, ...]
    signers: tuple[Signer, ...] = (Signer("大堂经理"), Signer("运营主管"))


def period_sheet(period: PeriodMaterial) -> Printed:
    business = period.of(*BUSINESS)
    standing = [each for each in business if each.record.status != VOIDED]
    errors = _errors(period, business)
    context = BusinessRecord(
        head=heading(DEFINITION.title(period.period.span, "zh"), period.material.head),
        period=period.period.zh,
        figures=_figures(business, standing, errors),
        notes=_notes(period, business),
        sorts=business_sums.by_sort(standing, lambda each: sort_of(each, period), period.material),
        errors=tuple(_error_row(each, period, business) for each in errors),
        voids=tuple(_void_row(each, period) for each in business if each.record.status == VOIDED),
        rows=tuple(_row(each, period, errors) for each in business),
    )
    return Printed("d03_business.html", context)


def sort_of(subject: Subject, period: PeriodMaterial) -> str:
    """An opening is a kind of its own, and one sort of business among the others."""
    return "账户开立" if subject.kind.code == OPENING else Shown.of(subject, period.material).text("business_type")


def _errors(period: PeriodMaterial, business: Sequence[Subject]) -> list[Subject]:
    """Those registered in the period, and those found later in its business; each once."""
    linked = [Subject(kind, record) for each in business for kind, record in each.linked if kind.code == ERROR]
    found = {each.record.id: each for each in (*linked, *period.of(ERROR))}
    return sorted(found.values(), key=lambda each: (each.record.occurred_at, each.record.id))


def _figures(business: Sequence[Subject], standing: Sequence[Subject], errors: Sequence[Subject]) -> tuple[Figure, ...]:
    statuses = [each.record.status for each in standing]
    given_up = sum(status in ("cancelled", "refused") for status in statuses)
    done = sum(status in DONE for status in statuses)
    ruled = [each.record.status for each in errors]
    return (
        Figure("受理", str(len(standing)), "不含已作废"),
        Figure("已完成", str(done), "含已归档"),
        Figure("办理中", str(len(standing) - done - given_up), "含待核验、待补材料、待合规"),
        Figure("取消与拒绝", str(given_up), "客户取消、拒绝办理"),
        Figure("差错成立", str(sum(each in ("established", "corrected") for each in ruled)), _waiting(ruled)),
        Figure("作废", str(len(business) - len(standing)), "不计入各项合计"),
    )


def _waiting(ruled: Sequence[str]) -> str:
    waiting = ruled.count("to_confirm")
    return f"已更正 {ruled.count('corrected')}，待确认 {waiting}" if waiting else f"已更正 {ruled.count('corrected')}"


def _notes(period: PeriodMaterial, business: Sequence[Subject]) -> tuple[str, ...]:
    late = [each.record.no or chinese.ABSENT for each in business if period.is_late(each.record)]
    return (f"上一版之后补录 {len(late)} 笔：{chinese.listed(late)}。",) if late else ()


def _row(subject: Subject, period: PeriodMaterial, errors: Sequence[Subject]) -> BusinessRow:
    shown, record = Shown.of(subject, period.material), subject.record
    at = _moment(record.occurred_at, period)
    return BusinessRow(
        number=record.no or chinese.ABSENT,
        at="　".join([at, *notes_on_time(record)]),
        sort=sort_of(subject, period),
        customer=_customer(subject, period),
        amount=_amount(subject, shown),
        channel=shown.text("channel").split("（")[0],
        serial=shown.text("core_serial_no"),
        done=_done(subject, period),
        status=shown.status(),
        registrar=shown.author(),
        errors=tuple(each.record.no or chinese.ABSENT for each in errors if _is_about(each, record.id)),
        late=period.is_late(record),
        void=record.status == VOIDED,
    )


def _customer(subject: Subject, period: PeriodMaterial) -> str:
    found = subject.named.get(subject.record.payload.get("customer_id", ""))
    return Shown(*found, period.material.labels).text("display_name") if found else "未登记"


def _amount(subject: Subject, shown: Shown) -> str:
    cents = subject.record.payload.get("amount")
    return chinese.ABSENT if cents is None else f"{business_sums.currency_of(shown)} {amounts.digits(cents)}"


def _done(subject: Subject, period: PeriodMaterial) -> str:
    """What is known of its end: when the account was opened, the funds arrived, it was completed, or they were promised for."""
    values = subject.record.payload
    for code, word in (
        ("opened_at", "开立"),
        ("arrived_at", "到账"),
        ("completed_at", "完成"),
        ("promised_at", "承诺"),
    ):
        if code in values:
            return f"{word} {_moment(values[code], period)}"
    return chinese.ABSENT


def _moment(at: str, period: PeriodMaterial) -> str:
    """Of the day a sheet is about, the hour says enough."""
    same_day = period.period.span == "day" and period.period.holds(from_wire(at))
    return chinese.clock(at) if same_day else chinese.short_moment(at)


def _is_about(error: Subject, record_id: str) -> bool:
    return bool(error.record.payload.get("request_id") == record_id)


def _error_row(error: Subject, period: PeriodMaterial, business: Sequence[Subject]) -> ErrorRow:
    shown, values = Shown.of(error, period.material), error.record.payload
    of_period = {each.record.id: each.record.no for each in business}
    named = {record_id: record.no for record_id, (_, record) in error.named.items()}
    about = {**named, **of_period}.get(str(values.get("request_id")))
    what = "：".join(text for text in (shown.text("error_type"), values.get("description")) if text)
    put_right = f"{chinese.short_moment(values['corrected_at'])}　" if "corrected_at" in values else ""
    ruled = [shown.status(), *([values["ruling"]] if "ruling" in values else [])]
    return ErrorRow(
        number=error.record.no or chinese.ABSENT,
        business=about or chinese.ABSENT,
        what=what,
        found=shown.text("found_by"),
        found_at=chinese.short_moment(values["discovered_at"]) if "discovered_at" in values else chinese.ABSENT,
        ruling="：".join(ruled),
        corrected=f"{put_right}{shown.text('correction')}" if "correction" in values else chinese.ABSENT,
    )


def _void_row(subject: Subject, period: PeriodMaterial) -> VoidRow:
    shown, record = Shown.of(subject, period.material), subject.record
    return VoidRow(
        number=record.no or chinese.ABSENT,
        sort=sort_of(subject, period),
        at=chinese.short_moment(record.occurred_at),
        cause=shown.text("void_cause"),
        reason=record.void_reason or chinese.ABSENT,
    )


DEFINITION = DocumentDefinition(
    code="D03",
    zh="业务操作记录",
    en="Record of business",
    prefix="YWB",
    keep_years=10,
    basis="反洗钱法第34条",
    periodic=Periodic(
        compose=period_sheet,
        titles={
            "day": ("业务操作记录日报表", "Business of a day"),
            "month": ("业务操作记录月报表", "Business of a month"),
        },
        links=True,
    ),
)
