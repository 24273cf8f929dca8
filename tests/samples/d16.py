"""D16 电信诈骗劝阻记录: a transfer to a false police officer, one just concluded, and an account as long as may be."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.d16 import sheet
from tests.samples.build import UNBROKEN, at, material, record, subject
from tests.samples.d04 import customer

SERIAL = "QZB-0113-261124-0001"
ACCOUNT = (
    "客户一边通话一边要求把定期存款全部转出，称“办案人员”让其转入安全账户，不许告诉家人。大堂经理请客户先挂断电话，"
    "照三问核实后出示同类案例，拨打 96110 由民警当面说明。客户同意放弃转账，并在工作人员协助下卸载了屏幕共享软件。"
)


def realistic() -> Printed:
    of = record(
        "fraud_dissuasion",
        3,
        "concluded",
        at(11, 24, 2, 12),
        account=ACCOUNT,
        customer_id="customer-1",
        request_id="business_request-8",
        call_back_at=at(11, 27, 2, 0),
        police_ref="110-20261124-0871",
    )
    business = record("business_request", 8, "cancelled", at(11, 24))
    return sheet(material(SERIAL), subject(of, named=[customer(1, "欧阳建国"), business]))


def minimal() -> Printed:
    return sheet(
        material(SERIAL),
        subject(record("fraud_dissuasion", 1, "concluded", at(11, 24), account=None, amount_saved=None)),
    )


def extreme() -> Printed:
    signs = ["on_the_phone", "nervous", "urgent", "avoids_talk", "screen_sharing", "told_to_hide", "unusual_sum"]
    of = record(
        "fraud_dissuasion", 1, "concluded", at(11, 24), account=UNBROKEN[:1000], signs=signs, police_ref="9" * 60
    )
    return sheet(material(SERIAL), subject(of))
