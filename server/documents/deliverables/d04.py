"""D04 客户账户开立确认书: that an account was opened at the counter (domain.md §2.2).

It evidences the completion and is not the contract of the account. Of the compliance check it shows how the identity was
verified, and never a list, a sign or a level of risk.
"""

from __future__ import annotations

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.forms import Cell, Form, Part, cell, cells, lines, of_named, printed, signer
from server.documents.shown import Shown, Signer, heading
from sync.fields import is_missing

REMARKS = (
    "本确认书证明上述账户已在核心系统开立完成，不是账户服务合同；权利义务以双方签订的账户协议为准。",
    "对本次开户有异议的，请向本网点或本行公布的客户服务热线投诉；不满意处理结果的，可拨打金融消费者投诉热线 12363。",
)
AGENT = ("agent_relation", "both_originals", "relation_proved", "willingness_called")


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    organisation = subject.record.payload.get("customer_kind") == "organisation"
    parts = (
        Part("客户", lines(_customer(subject, material, shown, organisation))),
        *_agent(subject, material, shown),
        Part("账户", lines(_account(shown))),
        Part("核验与告知", lines(_verified(subject, material, shown))),
    )
    form = Form(
        head=heading(DEFINITION.zh, material.head),
        code=DEFINITION.code,
        parts=_numbered(parts),
        remarks=REMARKS,
        readers="一式两份，客户与网点各执一份",
        signers=(
            signer(
                "客户", _name(of_named(subject, material, "customer_id")), material, shown.values.get("risk_notice")
            ),
            Signer("柜员"),
            Signer("运营主管"),
        ),
    )
    return printed(form)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('customer_kind')} · {shown.text('account_class')}"


def _customer(subject: Subject, material: Material, shown: Shown, organisation: bool) -> list[Cell]:
    customer = of_named(subject, material, "customer_id")
    found = [
        Cell("登记编号", subject.record.no or chinese.ABSENT, field="@no"),
        cell(shown, "customer_kind", "客户类别"),
        _name_cell("客户姓名", customer),
        *_document(customer),
    ]
    if not organisation:
        return found
    representative = of_named(subject, material, "legal_rep")
    unit = cells(customer, "org_name", "uscc") if customer else []
    return [*found, *unit, _name_cell("法定代表人", representative)]


def _agent(subject: Subject, material: Material, shown: Shown) -> tuple[Part, ...]:
    agent = of_named(subject, material, "agent")
    if agent is None:
        return ()
    return (Part("代理人", lines([_name_cell("代理人姓名", agent), *_document(agent), *cells(shown, *AGENT)])),)


def _account(shown: Shown) -> list[Cell]:
    limit = shown.text("non_counter_limit")
    return [
        *cells(shown, "account_class"),
        cell(shown, "account_tail4", "账号后四位"),
        *cells(shown, "usage"),
        Cell("非柜面限额", limit if limit == chinese.ABSENT else f"每日 {limit} 元", field="non_counter_limit"),
        *cells(shown, "opened_at", "core_serial_no"),
    ]


def _verified(subject: Subject, material: Material, shown: Shown) -> list[Cell]:
    check = of_named(subject, material, "aml_check_id")
    identity = cells(check, "doc_seen", "verify_method", "verify_result") if check else []
    signed = "已签署" if shown.record.payload.get("risk_notice") else chinese.ABSENT
    return [
        *cells(shown, "documents_valid", "materials"),
        *identity,
        Cell("账户责任告知", signed, field="risk_notice"),
        Cell(
            "个人信息告知",
            "已告知" if shown.record.payload.get("privacy_notice") else chinese.ABSENT,
            field="privacy_notice",
        ),
    ]


def _document(person: Shown | None) -> list[Cell]:
    if person is None:
        return []
    for_ever = person.record.payload.get("id_valid_forever")
    until = (
        "长期有效" if for_ever and is_missing(person.record.payload.get("id_valid_to")) else person.text("id_valid_to")
    )
    return [*cells(person, "id_type", "id_no"), Cell("证件有效期至", until, field=f"{person.path}id_valid_to")]


def _name_cell(label: str, person: Shown | None) -> Cell:
    return cell(person, "display_name", label) if person else Cell(label, chinese.ABSENT)


def _name(person: Shown | None) -> str:
    return person.text("display_name") if person else chinese.ABSENT


def _numbered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    titles = (f"{number}、{part.title}" for number, part in zip("一二三四", parts, strict=False))
    return tuple(Part(title, part.lines, part.table) for title, part in zip(titles, parts, strict=True))


DEFINITION = DocumentDefinition(
    code="D04",
    zh="客户账户开立确认书",
    en="Confirmation of an account opened",
    prefix="KHQ",
    keep_years=10,
    basis="反洗钱法第34条",
    single=Single(
        compose=sheet,
        summary=summary,
        own_fields=(
            *("customer_kind", "account_class", "usage", "customer_id", "agent", *AGENT, "legal_rep"),
            *("non_counter_limit", "account_tail4", "opened_at", "core_serial_no", "materials", "documents_valid"),
            *("risk_notice", "privacy_notice", "aml_check_id"),
        ),
    ),
)
