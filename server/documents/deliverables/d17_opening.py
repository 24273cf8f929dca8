"""D17 开户申请表: what a customer filled in on the tablet beforehand, printed to be completed and signed at the counter (domain.md §2.7).

It opens nothing. Document numbers, telephone and whole names are written by hand, because the tablet's paper shows them masked.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.blanks import Sum, Tick, name_of, sum_of, ticks
from server.documents.deliverables.forms import of_named
from server.documents.shown import Heading, Shown, heading

PERSONAL = ("class_1", "class_2", "class_3")
OWN_FIELDS = ("customer_kind", "account_class", "usage", "non_counter_limit", "customer_id", "agent", "agent_relation")


@dataclass(frozen=True)
class OpeningApplication:
    """The context of d17_opening.html. Names are masked; `by_agent` asks for the agent's part to be filled in."""

    head: Heading
    number: str
    filled_in: str
    customer: str
    kinds: tuple[Tick, ...]
    is_unit: bool
    classes: tuple[Tick, ...]
    usages: tuple[Tick, ...]
    limit: Sum
    agent: str
    by_agent: bool
    relations: tuple[Tick, ...]


def sheet(material: Material, subject: Subject) -> Printed:
    shown, record = Shown.of(subject, material), subject.record
    is_unit = record.payload.get("customer_kind") == "organisation"
    units = tuple(each.code for each in shown.kind.by_code["account_class"].options if each.code not in PERSONAL)
    context = OpeningApplication(
        head=heading(DEFINITION.zh, material.head),
        number=record.no or chinese.ABSENT,
        filled_in=chinese.moment(record.occurred_at),
        customer=name_of(of_named(subject, material, "customer_id")),
        kinds=ticks(shown, "customer_kind"),
        is_unit=is_unit,
        classes=ticks(shown, "account_class", *(units if is_unit else PERSONAL)),
        usages=ticks(shown, "usage"),
        limit=sum_of(record.payload.get("non_counter_limit")),
        agent=name_of(of_named(subject, material, "agent")),
        by_agent="agent" in record.payload,
        relations=ticks(shown, "agent_relation"),
    )
    return Printed("d17_opening.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('customer_kind')} · {shown.text('account_class')} · {shown.text('usage')}"


DEFINITION = DocumentDefinition(
    code="D17K",
    zh="开户申请表",
    en="Application for an account",
    prefix="KSB",
    keep_years=10,
    basis="反洗钱法第34条",
    single=Single(
        compose=sheet,
        summary=summary,
        own_fields=OWN_FIELDS,
        outline=(
            ("登记编号", "@no"),
            ("客户类别", "customer_kind"),
            ("姓名", "customer_id.display_name"),
            ("账户类别", "account_class"),
            ("开户用途", "usage"),
            ("非柜面每日限额", "non_counter_limit"),
            ("代理人姓名", "agent.display_name"),
            ("与客户关系", "agent_relation"),
        ),
        outline_signers=("客户签名／盖章", "代理人签名", "经办柜员", "复核"),
    ),
)
