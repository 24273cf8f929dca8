"""D17 转账申请表: thirty thousand to a person, a form with everything left to write, and a sum too long for its places."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.d17_transfer import sheet
from tests.samples.build import at, material, record, subject
from tests.samples.d04 import customer

SERIAL = "ZSB-0113-261124-0001"


def realistic() -> Printed:
    of = record("business_request", 1, "pending_check", at(11, 24), amount=3_000_050, customer_id="customer-1")
    return sheet(material(SERIAL), subject(of, named=[customer(1, "欧阳建国")]))


def minimal() -> Printed:
    of = record("business_request", 1, "pending_check", at(11, 24), amount=None, counterparty=None, currency=None)
    return sheet(material(SERIAL), subject(of))


def extreme() -> Printed:
    of = record(
        "business_request",
        1,
        "pending_check",
        at(11, 24),
        amount=99_999_999_999_999,
        currency="AUD",
        counterparty="㛃䶮" * 25,
        cross_border=True,
    )
    return sheet(material(SERIAL), subject(of))
