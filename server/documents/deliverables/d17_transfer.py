"""D17 转账申请表: what a customer filled in on the tablet beforehand, printed to be completed and signed at the counter (domain.md §2.7).

It moves no money. Accounts and whole names are written by hand, because the tablet holds no account number and its paper masks names.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.blanks import Sum, Tick, asked, name_of, sum_of, ticks
from server.documents.deliverables.business_sums import currency_of
from server.documents.deliverables.forms import of_named
from server.documents.shown import Heading, Shown, heading

USUAL = ("CNY", "USD", "EUR", "HKD")
"""Currencies that stand on every form; another one that was chosen stands beside them."""
ARRIVALS = ("实时到账", "普通到账", "次日到账")
QUESTIONS = (
    "您认识收款人，并已通过电话或当面核实？",
    "有人要求您转账或教您怎样填写、怎样回答？",
    "有人要求您对家人或银行保密？",
)


@dataclass(frozen=True)
class TransferApplication:
    """The context of d17_transfer.html. Names are masked."""

    head: Heading
    number: str
    filled_in: str
    payer: str
    payee: str
    currencies: tuple[Tick, ...]
    amount: Sum
    cross_border: bool
    arrivals: tuple[Tick, ...]
    questions: tuple[str, ...]


def sheet(material: Material, subject: Subject) -> Printed:
    shown, record = Shown.of(subject, material), subject.record
    payee = shown.text("counterparty")
    context = TransferApplication(
        head=heading(DEFINITION.zh, material.head),
        number=record.no or chinese.ABSENT,
        filled_in=chinese.moment(record.occurred_at),
        payer=name_of(of_named(subject, material, "customer_id")),
        payee="" if payee == chinese.ABSENT else payee,
        currencies=ticks(shown, "currency", *USUAL, str(record.payload.get("currency"))),
        amount=sum_of(record.payload.get("amount"), currency_of(shown)),
        cross_border=record.payload.get("cross_border") is True,
        arrivals=asked(*ARRIVALS),
        questions=QUESTIONS,
    )
    return Printed("d17_transfer.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('business_type')} · {currency_of(shown)}"


DEFINITION = DocumentDefinition(
    code="D17Z",
    zh="转账申请表",
    en="Application for a transfer",
    prefix="ZSB",
    keep_years=10,
    basis="反洗钱法第34条",
    single=Single(
        compose=sheet,
        summary=summary,
        own_fields=("amount", "currency", "counterparty", "customer_id", "cross_border"),
        outline=(
            ("登记编号", "@no"),
            ("付款人户名", "customer_id.display_name"),
            ("收款人户名", "counterparty"),
            ("币种", "currency"),
            ("金额", "amount"),
            ("跨境汇款", "cross_border"),
        ),
        outline_signers=("客户签名", "代理人签名", "经办柜员", "复核"),
    ),
)
