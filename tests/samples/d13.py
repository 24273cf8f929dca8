"""D13 个人贷款申请表与资料清单: an answered application for a renovation, one just handed over, and one as long as may be."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.d13 import sheet
from tests.samples.build import at, material, record, subject
from tests.samples.d04 import SIGNED, STROKE

SERIAL = "DKB-0113-261124-0001"
DRAWN = {"applicant_signature": SIGNED, "credit_query_authorised": SIGNED}


def realistic() -> Printed:
    of = record(
        "loan_preapplication",
        6,
        "opinion_given",
        at(11, 24, 3),
        opinion="more_needed",
        opinion_note="收入覆盖月供，请补充近六个月工资流水与装修合同后再报。",
        more_materials=["M09"],
        **DRAWN,
    )
    return sheet(material(SERIAL, strokes={SIGNED: STROKE}), subject(of))


def minimal() -> Printed:
    empty = dict.fromkeys(("materials_given", "income_band", "repayment", "applicant_mobile", "applicant_name"))
    return sheet(material(SERIAL), subject(record("loan_preapplication", 1, "handed_over", at(11, 24), **empty)))


def extreme() -> Printed:
    of = record(
        "loan_preapplication",
        1,
        "opinion_given",
        at(11, 24),
        amount=10**13,
        months=360,
        applicant_name="㛃䶮" * 25,
        opinion="more_needed",
        opinion_note="补" * 500,
        materials_given=["M09", "M10", "M11", "M12", "M16", "M17"],
        more_materials=["M02", "M03", "M13", "M19", "M20"],
        **DRAWN,
    )
    return sheet(material(SERIAL, strokes={SIGNED: STROKE}), subject(of))
