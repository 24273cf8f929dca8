"""D17 开户申请表: a person for their wages, nothing but the kind of account, and an organisation through an agent."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.d17_opening import sheet
from tests.samples.build import at, material, record, subject
from tests.samples.d04 import customer

SERIAL = "KSB-0113-261124-0001"


def realistic() -> Printed:
    of = record("account_opening", 1, "pending_check", at(11, 24), customer_id="customer-1", form_filled_by="self")
    return sheet(material(SERIAL), subject(of, named=[customer(1, "欧阳建国")]))


def minimal() -> Printed:
    of = record("account_opening", 1, "pending_check", at(11, 24), customer_id=None, non_counter_limit=None)
    return sheet(material(SERIAL), subject(of))


def extreme() -> Printed:
    values = {"customer_kind": "organisation", "account_class": "unit_special", "usage": "trade"}
    people = {"customer_id": "customer-1", "agent": "customer-2", "agent_relation": "employer"}
    of = record(
        "account_opening",
        1,
        "pending_check",
        at(11, 24),
        "wang",
        non_counter_limit=99_999_999_999_999,
        **values,
        **people,
    )
    return sheet(material(SERIAL), subject(of, named=[customer(1, "㛃" * 50), customer(2, "䶮㛃")]))
