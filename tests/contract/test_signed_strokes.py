"""What a drawn signature is bound to, from the tablet to the paper, on both databases."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from server.documents.printed_data import short_form
from tests.contract.test_files import name_of, upload
from tests.filings import issue, listed
from tests.papers import text_of
from tests.pushes import Pen, frozen, pen_of
from tests.worlds import World

WEIGHT = "手写签名笔迹单独不构成可靠的电子签名"
REFERENCES = dict.fromkeys(("open_tickets", "due_records", "devices", "receiver_signature", "received_at", "receiver"))


def stroke(number: int) -> bytes:
    points = [[number, 10, 0], [60, 40, 80]]
    return json.dumps({"v": 1, "width": 300, "height": 120, "strokes": [points]}, separators=(",", ":")).encode()


def signed(pen: Pen, number: int) -> str:
    """Drawn on the tablet and sent; the name it has in a record."""
    upload(pen.tablet, stroke(number))
    return f"sha256:{name_of(stroke(number))}"


def handed_over(giver: Pen) -> dict[str, Any]:
    handed = giver.create(
        "handover", handed_at="2026-03-02T01:00:00.000Z", giver_signature=signed(giver, 1), **REFERENCES
    )
    (receipt,) = giver.push(handed)
    assert receipt["verdict"] == "applied", receipt
    return handed


def taken_over(receiver: Pen, handed: dict[str, Any], rev: int = 1) -> dict[str, Any]:
    receiver.world.clock.pass_by(minutes=10)
    signature = signed(receiver, 2)
    step = receiver.command(
        handed, "receive", {"rev": rev}, received_at="2026-03-02T01:10:00.000Z", receiver_signature=signature
    )
    (receipt,) = receiver.push(step)
    assert receipt["verdict"] == "applied", receipt
    return step


def printed(world: World) -> str:
    issue(world).issue_all()
    desk = world.sign_in("teller")
    (only,) = listed(desk, "?code=D15&state=issued")
    return text_of(desk.get(f"/api/documents/{only['id']}/file").data)


def code_of(*operations: dict[str, Any]) -> str:
    """What anybody works out from the bytes that the tablets sent."""
    hashes = [hashlib.sha256(frozen(each).encode()).hexdigest() for each in operations]
    return short_form(hashlib.sha256("\n".join(hashes).encode()).hexdigest()).replace(" ", "")


def test_each_stroke_names_its_moment_tablet_person_revision_and_what_was_signed(world_on_both: World) -> None:
    giver, receiver = pen_of(world_on_both), pen_of(world_on_both, "lobby2")
    handed = handed_over(giver)
    taken = taken_over(receiver, handed)
    text = printed(world_on_both)
    first, second = giver.tablet.device_no, receiver.tablet.device_no
    assert f"2026年3月2日09:00平板{first}经办测试lobby" in text
    assert f"2026年3月2日09:10平板{second}经办测试lobby2" in text
    assert f"所签内容{code_of(handed)}记录修订1" in text
    assert f"所签内容{code_of(handed, taken)}记录修订2" in text
    assert WEIGHT in text


def test_what_was_corrected_after_a_signature_is_not_what_was_signed(world_on_both: World) -> None:
    giver, receiver = pen_of(world_on_both), pen_of(world_on_both, "lobby2")
    handed = handed_over(giver)
    before = handed["patch"]["notes"]["to"]
    correction = giver.update(handed, {"rev": 1}, notes=(before, "请备好叫号机纸卷。"))
    assert giver.push(correction)[0]["verdict"] == "applied"
    taken = taken_over(receiver, handed, 2)
    text = printed(world_on_both)
    assert f"所签内容{code_of(handed)}记录修订1" in text
    assert f"所签内容{code_of(handed, correction, taken)}记录修订3" in text
