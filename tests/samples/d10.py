"""D10 客户参与反馈: a morning with forty customers and three pictures, one of which nothing came, and one as long as may be."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from server.documents.definition import Printed
from server.documents.deliverables.d10 import sheet
from sync.server.state import RecordState
from tests.samples.build import UNBROKEN, at, material, record, subject

SERIAL = "HDK-0113-261203-0001"
EVENT = "event_plan-4"
PICTURES = [f"sha256:{letter * 64}" for letter in "abc"]
REMARKS = (
    "案例讲得清楚，希望再讲讲手机怎么设置转账限额。",
    "我是何阿姨的邻居，她去年被骗过，这样的课多办几场。",
    None,
    "人太多，后面听不清，请给话筒。",
    None,
    "王芳经理讲得好，我的电话 13512345678，有活动请通知我。",
)
ENDED = {
    "actual_start_at": at(12, 3, 1, 35),
    "actual_end_at": at(12, 3, 3, 10),
    "actual_count": 43,
    "questions": "问：子女说账户有问题要我转到安全账户，是不是真的？\n答：没有安全账户，先挂断，打官方电话核实。",
    "problems": "后排听不清，下次备扩音器；资料提前多印二十份。",
    "summary": "到场客户以周边社区老年人为主，三问演示互动踊跃，六位客户当场设置了转账限额。",
    "products": None,
}


def picture(shade: int) -> bytes:
    """A plain photograph."""
    made = io.BytesIO()
    image = Image.new("RGB", (800, 600), (shade, shade + 12, shade + 6))
    ImageDraw.Draw(image).rectangle((120, 160, 680, 520), fill=(shade - 40, shade - 30, shade - 36))
    image.save(made, "JPEG", quality=78)
    return made.getvalue()


def sign_in(number: int) -> RecordState:
    named = {"attendee": "何阿姨", "attendee_mobile": "13512345678", "consent": True}
    nobody = {"attendee": None, "attendee_mobile": None, "consent": False}
    person = named if number % 4 else nobody
    values = {"event_id": EVENT, "party_size": 1 + number % 2, "signed_in_at": at(12, 3, 1, number), **person}
    return record("event_attendance", number, "signed_in", at(12, 3, 1, number), **values)


def answer(number: int, **values: object) -> RecordState:
    told = {
        "score": (5, 5, 4, 5, 3, 5, 4, 2)[number % 8],
        "come_again": number % 5 != 0,
        "text": REMARKS[number % len(REMARKS)],
        "mode": "staff" if number % 9 == 0 else "customer",
        "interest": ["P02"] if number % 3 == 0 else ["P03", "P05"] if number % 7 == 0 else None,
    }
    return record("event_feedback", number, "submitted", at(12, 3, 3, number), event_id=EVENT, **{**told, **values})


def lead(number: int) -> RecordState:
    state, product = (("waiting", "P03"), ("contacted", "P03"), ("converted", "P02"))[number % 3]
    return record("lead", number, state, at(12, 3, 3), event_id=EVENT, product=product)


def paper(linked: Iterable[RecordState], addresses: dict[str, str] | None = None, **values: object) -> Printed:
    of = record("event_plan", 4, "summed_up", at(11, 20), **{**ENDED, **values})
    return sheet(material(SERIAL, photos=addresses or {}), subject(of, linked))


def realistic() -> Printed:
    staff = [
        record("staff_participation", n, "checked_out", at(12, 3), by=by, event_id=EVENT)
        for n, by in enumerate(("wang", "li", "zhou"), 1)
    ]
    said = record("feedback", 9, "collected", at(12, 3), source="event", linked=EVENT, content="希望月初也办一场。")
    linked = [*map(sign_in, range(1, 29)), *map(answer, range(1, 34)), *map(lead, range(1, 7)), *staff, said]
    addresses = {name: f"asset:{name.replace(':', '-')}" for name in PICTURES[:2]}
    printed = paper(linked, addresses, photos=PICTURES, image_consent=True)
    shown = {address: picture(120 + 30 * at) for at, address in enumerate(addresses.values())}
    return Printed(printed.template, printed.context, shown)


def minimal() -> Printed:
    nothing = dict.fromkeys(("planned_count", "questions", "problems"))
    return paper((), **nothing, photos=PICTURES, image_consent=None)


def extreme() -> Printed:
    many = [answer(number, text=UNBROKEN[:500]) for number in range(1, 401)]
    return paper([*map(sign_in, range(1, 501)), *many], questions=UNBROKEN, problems=UNBROKEN, summary=UNBROKEN)
