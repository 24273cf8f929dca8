"""D13 个人贷款申请表与资料清单: what a customer asks for and signed, with the papers to bring (domain.md §2.7, case one of the brief).

It goes to 信贷部门 when the application is handed over. The department's answer is a first opinion and no promise, and stands here as
it was given.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.documents import amounts, chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.forms import Cell, Form, Part, Table, cell, cells, lines, printed, signer, table
from server.documents.shown import Shown, Signer, heading

NO_PROMISE = "初步意见，不构成审批承诺"
BY_PURPOSE, USUAL = {"home": "M10", "business": "M11"}, "M09"
"""Which list of papers belongs to the loan that is asked for, where nobody registered which was handed over."""
REMARKS = (
    f"{NO_PROMISE}；是否发放及金额、期限以审批和合同为准，利率以最新公示的年化利率为准。",
    "本表由客户本人填写并签名，征信授权单独签名。",
)


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    form = Form(
        head=heading(DEFINITION.zh, material.head),
        code=DEFINITION.code,
        parts=(
            Part("一、申请人", lines(_applicant(shown))),
            Part("二、贷款申请", lines(_loan(shown))),
            Part("三、资料清单", table=_papers(material, subject)),
            Part(f"四、信贷部门初步意见（{NO_PROMISE}）", lines(_opinion(shown))),
        ),
        remarks=REMARKS,
        readers="移交信贷部门归档　客户信息已屏蔽",
        signers=_signers(material, shown),
    )
    return printed(form)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('purpose')} · {shown.text('applicant_name')}"


def _applicant(shown: Shown) -> list[Cell]:
    return [
        Cell("申请编号", shown.record.no or chinese.ABSENT, field="@no"),
        Cell("登记时间", chinese.moment(shown.record.occurred_at), field="@occurred_at"),
        *cells(shown, "applicant_name", "applicant_mobile", "employment", "income_band"),
    ]


def _loan(shown: Shown) -> list[Cell]:
    signed = shown.record.payload.get("credit_query_authorised")
    return [
        cell(shown, "purpose", "贷款用途"),
        *cells(shown, "months"),
        *_sum(shown.record.payload.get("amount")),
        *cells(shown, "repayment"),
        Cell("征信查询授权", "客户已单独签名授权" if signed else "未授权", field="credit_query_authorised"),
    ]


def _sum(cents: object) -> list[Cell]:
    return [
        Cell("申请金额", f"{amounts.digits(cents)} 元" if isinstance(cents, int) else chinese.ABSENT, field="amount"),
        Cell("金额（大写）", amounts.capitals(cents) if isinstance(cents, int) else chinese.ABSENT),
    ]


def _papers(material: Material, subject: Subject) -> Table:
    """Each paper of each list with boxes to tick when the originals are seen at the counter."""
    columns = (("序号", "few"), ("资料", "text"), ("所属清单", "when"), ("核对（提交时勾选）", "when"))
    lists = material.entries("materials")
    rows = [
        (str(number), item, name, "□ 原件　□ 复印件")
        for number, (item, name) in enumerate(
            ((item, lists[code]["zh"]) for code in _codes(subject) if code in lists for item in lists[code]["items"]), 1
        )
    ]
    return table(columns, rows, "未登记资料清单，请向客户一次性告知。", "materials_given")


def _codes(subject: Subject) -> Sequence[str]:
    """Those handed over, else the one of this purpose; then what credit still asks for. Each once."""
    values = subject.record.payload
    given = values.get("materials_given") or [BY_PURPOSE.get(values.get("purpose", ""), USUAL)]
    return list(dict.fromkeys([*given, *(values.get("more_materials") or ())]))


def _opinion(shown: Shown) -> list[Cell]:
    if not shown.record.payload.get("opinion"):
        return [Cell("初步意见", "待信贷部门答复。", long=True, field="opinion")]
    return [*cells(shown, "opinion"), cell(shown, "more_materials", "需补充材料"), *cells(shown, "opinion_note")]


def _signers(material: Material, shown: Shown) -> tuple[Signer, ...]:
    values, name = shown.values, shown.text("applicant_name")
    known = "" if name == chinese.ABSENT else name
    return (
        signer("申请人", known, material, values.get("applicant_signature")),
        signer("征信授权人", known, material, values.get("credit_query_authorised")),
        Signer("大堂经理", shown.author()),
        Signer("信贷部门接收人"),
    )


DEFINITION = DocumentDefinition(
    code="D13",
    zh="个人贷款申请表与资料清单",
    en="Application for a personal loan, with the papers to bring",
    prefix="DKB",
    keep_years=3,
    basis="默认",
    single=Single(
        compose=sheet,
        summary=summary,
        own_fields=(
            *("purpose", "amount", "months", "repayment", "income_band", "employment", "applicant_name"),
            *("applicant_mobile", "applicant_signature", "credit_query_authorised", "materials_given"),
            *("opinion", "opinion_note", "more_materials"),
        ),
    ),
)
