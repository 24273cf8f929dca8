"""D01 客户咨询记录表: a loan referred to a department and answered, a bare question, and as much text as fits the fields."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.d01 import sheet
from tests.samples.build import SENTENCE, UNBROKEN, at, material, record, subject

SERIAL = "ZXB-0113-261124-0001"


def realistic() -> Printed:
    of = record(
        "consultation",
        12,
        "closed",
        at(11, 24),
        customer_name="王女士",
        customer_mobile="13812345678",
        follow_up_consent=True,
        follow_up_at=at(11, 26, 7),
        products=["P14"],
        bulletin_id="product_bulletin-1",
        bulletin_version=2,
        solution="已说明年化利率以最新公示为准，并交付材料清单；初步意见由信贷部门给出，不构成审批承诺。",
        materials_given=["M09"],
        outcome="referred",
        minutes=9,
    )
    replied = {"reply": "初步符合，请补充收入证明与装修合同。初步意见，不构成审批承诺。", "result": "solved"}
    ticket = record("department_ticket", 7, "closed", at(11, 24, 2, 20), **replied)
    bulletin = record("product_bulletin", 1, "published", at(11, 1), version=3)
    return sheet(material(SERIAL), subject(of, [ticket], [bulletin]))


def minimal() -> Printed:
    answered = {"solution": "已告知。", "outcome": "resolved"}
    left = dict.fromkeys(("products", "customer_name", "materials_given", "minutes", "bulletin_id", "bulletin_version"))
    return sheet(material(SERIAL), subject(record("consultation", 1, "closed", at(11, 24), **answered, **left)))


def extreme() -> Printed:
    of = record(
        "consultation",
        9999,
        "closed",
        at(11, 24),
        customer_name="㛃䶮" * 25,
        question=UNBROKEN[:500],
        solution=SENTENCE * 12,
        products=[f"P{number:02d}" for number in range(1, 11)],
        materials_given=[f"M{number:02d}" for number in range(1, 21)],
        outcome="unmet",
        minutes=480,
    )
    said = {"content": UNBROKEN, "reply": UNBROKEN, "result": "unsolved"}
    tickets = [record("department_ticket", number, "closed", at(11, 24), **said) for number in range(1, 6)]
    return sheet(material(SERIAL), subject(of, tickets))
