"""D16 电信诈骗劝阻记录: how a customer was kept from paying a fraudster, and what it came to (domain.md §2.7)."""

from __future__ import annotations

from server.documents import amounts, chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.forms import Cell, Form, Part, cell, cells, lines, of_named, printed
from server.documents.shown import Shown, Signer, heading, notes_on_time

REMARKS = ("劝阻中不得强行扣留客户；联系家属须先经客户同意。报警 110，反诈专线 96110。",)


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    form = Form(
        head=heading(DEFINITION.zh, material.head),
        code=DEFINITION.code,
        parts=(
            Part("一、情况", lines(_case(subject, material, shown))),
            Part("二、三问", lines(cells(shown, "asked_payee", "asked_who", "asked_secrecy"))),
            Part("三、措施与结果", lines(_outcome(shown))),
        ),
        remarks=REMARKS,
        signers=(Signer("登记人", shown.author()), Signer("网点负责人")),
    )
    return printed(form)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('fraud_type')} · {shown.text('outcome')}"


def _case(subject: Subject, material: Material, shown: Shown) -> list[Cell]:
    record = subject.record
    customer = of_named(subject, material, "customer_id")
    return [
        Cell("记录编号", record.no or chinese.ABSENT, field="@no"),
        Cell(
            "发生时间",
            "　".join([chinese.moment(record.occurred_at), *notes_on_time(record)]),
            field="@occurred_at",
        ),
        *cells(shown, "fraud_type", "channel"),
        cell(customer, "display_name", "客户") if customer else Cell("客户", "未登记"),
        Cell("对应业务", _business(subject), field="request_id"),
        *_sum("涉及金额", shown, "amount"),
        cell(shown, "signs", "异常表现", long=True),
    ]


def _outcome(shown: Shown) -> list[Cell]:
    return [
        cell(shown, "action", "措施", long=True),
        *cells(shown, "family_consent", "outcome"),
        *_sum("避免损失", shown, "amount_saved"),
        *cells(shown, "police_ref", "call_back_at", "account"),
    ]


def _sum(label: str, shown: Shown, code: str) -> list[Cell]:
    """In digits, and in the numerals of bank forms, which nobody alters by a stroke."""
    cents = shown.record.payload.get(code)
    digits, capitals = (
        (f"{amounts.digits(cents)} 元", amounts.capitals(cents))
        if isinstance(cents, int)
        else (chinese.ABSENT, chinese.ABSENT)
    )
    return [Cell(label, digits, field=code), Cell(f"{label}（大写）", capitals)]


def _business(subject: Subject) -> str:
    """By its number alone: what it was for stands there."""
    found = subject.named.get(subject.record.payload.get("request_id", ""))
    return (found[1].no or chinese.ABSENT) if found else "无"


DEFINITION = DocumentDefinition(
    code="D16",
    zh="电信诈骗劝阻记录",
    en="Record of a fraud dissuasion",
    prefix="QZB",
    keep_years=5,
    basis="默认",
    single=Single(compose=sheet, summary=summary),
)
