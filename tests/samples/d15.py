"""D15 交接班记录: the afternoon hands to the close of business, one that nobody took over yet, and very many things."""

from __future__ import annotations

from server.documents.definition import Printed
from server.documents.deliverables.d15 import sheet
from tests.samples.build import at, material, record, subject
from tests.samples.d04 import SIGNED, STROKE

SERIAL = "JJB-0113-261124-0001"
KEYS = [
    {"item": "自助设备维护钥匙", "count": 2, "complete": True},
    {
        "item": "便民箱（老花镜、急救包）",
        "count": 1,
        "complete": False,
        "note": "老花镜 200 度一副镜腿松动，已登记更换",
    },
    {"item": "大堂平板", "count": 2, "complete": True},
]
RECEIVED = {"receiver": "zhao", "received_at": at(11, 24, 9, 10), "receiver_signature": SIGNED}


def realistic() -> Printed:
    of = record(
        "handover",
        2,
        "received",
        at(11, 24, 9),
        shift="closing",
        handed_at=at(11, 24, 9),
        keys=KEYS,
        devices=[
            {"machine_id": "self_service_device-1", "state": "degraded", "note": "存款模块暂停，厂商明早 9 点到场"}
        ],
        open_tickets=["department_ticket-7"],
        due_records=[],
        follow_ups=[{"what": "李阿姨社保卡激活未成，明早联系运营部", "due_at": at(11, 25, 2)}],
        waiting=0,
        windows_open=3,
        notes="明日代发工资，8 点 20 分前请备好叫号机纸卷，安排两人在设备区引导。",
        giver_signature=SIGNED,
        **RECEIVED,
    )
    device = record("self_service_device", 1, "normal", at(11, 1))
    ticket = record("department_ticket", 7, "sent", at(11, 24))
    return sheet(material(SERIAL, strokes={SIGNED: STROKE}), subject(of, named=[device, ticket]))


def minimal() -> Printed:
    empty = dict.fromkeys(
        ("keys", "devices", "open_tickets", "due_records", "follow_ups", "notes", "waiting", "windows_open")
    )
    return sheet(material(SERIAL), subject(record("handover", 1, "received", at(11, 24), **empty)))


def extreme() -> Printed:
    many = [
        {"item": f"钥匙{number}" + "长" * 40, "count": 10_000, "complete": False, "note": "㛃" * 200}
        for number in range(40)
    ]
    follow = [{"what": "跟" * 200, "due_at": at(11, 25)} for _ in range(50)]
    return sheet(material(SERIAL), subject(record("handover", 1, "received", at(11, 24), keys=many, follow_ups=follow)))
