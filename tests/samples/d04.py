"""D04 客户账户开立确认书: a person who signed on the tablet, an organisation through an agent, and as little as may be."""

from __future__ import annotations

from server.documents.definition import Printed, Strokes
from server.documents.deliverables.d04 import sheet
from sync.server.state import RecordState
from tests.samples.build import at, material, record, subject

SERIAL = "KHQ-0113-261124-0001"
STROKE = Strokes(
    600, 200, "M60 60L180 150M180 55L70 150M260 50L250 160M240 90L330 80M400 60C430 90 430 140 390 165M380 100L500 95"
)
SIGNED = f"sha256:{'a' * 64}"
MATERIALS = [f"M{number:02d}" for number in range(1, 11)]


def customer(number: int, name: str, **values: object) -> RecordState:
    document = {"id_type": "resident_card", "id_no": "11010519491231002X", "id_valid_to": "2031-05-01"}
    return record("customer", number, "active", at(11, 24), **{**document, "display_name": name, **values})


def opening(**values: object) -> RecordState:
    done = {
        "account_tail4": "6621",
        "opened_at": at(11, 24, 3, 20),
        "core_serial_no": "20261124113000987",
        "customer_id": "customer-1",
        "risk_notice": SIGNED,
    }
    return record("account_opening", 1, "completed", at(11, 24), **{**done, **values})


def check(**values: object) -> RecordState:
    seen = {"doc_seen": True, "verify_method": "citizen_id_check", "verify_result": "match", "risk_level": "high"}
    return record("aml_check", 1, "passed", at(11, 24), **{**seen, **values})


def realistic() -> Printed:
    of = opening(aml_check_id="aml_check-1")
    return sheet(material(SERIAL, strokes={SIGNED: STROKE}), subject(of, named=[customer(1, "欧阳建国"), check()]))


def minimal() -> Printed:
    return sheet(material(SERIAL), subject(opening(risk_notice=None, non_counter_limit=None, materials=None)))


def extreme() -> Printed:
    of = opening(
        customer_kind="organisation",
        account_class="unit_basic",
        usage="trade",
        agent="customer-2",
        agent_relation="employer",
        both_originals=True,
        relation_proved=True,
        willingness_called=True,
        legal_rep="customer-3",
        non_counter_limit=99_999_999_999_999,
        materials=MATERIALS,
        aml_check_id="aml_check-1",
    )
    unit = customer(1, "㛃䶮" * 25, org_name="城东" * 50, uscc="91110000600037341L")
    named = [unit, customer(2, "䶮㛃㛃"), customer(3, "㛃"), check()]
    return sheet(material(SERIAL, strokes={SIGNED: STROKE}), subject(of, named=named))
