"""What is sealed to a department: nobody else reads it, at the desk, on a tablet, in the database or in the audit log."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from sqlalchemy import text

from server.records import all_kinds
from sync.operation import content_hash
from tests.pushes import Pen, example, frozen, pen_of
from tests.worlds import CAST, World

KIND = next(kind for kind in all_kinds().values() if kind.sealed)
READER = next(name for name, (_role, department) in CAST.items() if department == KIND.readers)
SECRET = str(example(KIND.code)["account"])


def box_of(world: World, record_id: str, values: dict[str, Any]) -> str:
    return str(world.services.parts["seals"].seal(KIND.readers, values, record_id))


def creation(pen: Pen, record_id: str, box: str) -> dict[str, Any]:
    return pen.capture(KIND.code, record_id, {"sealed": box})


def test_a_sealed_record_is_judged_by_what_it_says(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    good, bad = pen.push(pen.create(KIND.code), pen.create(KIND.code, account="短"))
    assert (good["verdict"], bad["verdict"], bad["field"]) == ("applied", "rejected", "account")


def test_a_box_belongs_to_one_record(world: World) -> None:
    pen = pen_of(world)
    moved = creation(pen, pen.new_id(), box_of(world, pen.new_id(), example(KIND.code)))
    assert pen.push(moved)[0]["verdict"] == "rejected"


def said_in_clear(pen: Pen) -> dict[str, Any]:
    return pen.capture(KIND.code, pen.new_id(), example(KIND.code))


def in_clear(pen: Pen) -> list[dict[str, Any]]:
    """What a tampered tablet might send: its words in the patch, beside a box, in arguments, as a reason, in a type nobody knows."""
    record_id = pen.new_id()
    plain = said_in_clear(pen)
    beside = creation(pen, record_id, box_of(pen.world, record_id, example(KIND.code)))
    beside["patch"] |= {"account": {"from": None, "to": SECRET}}
    step = pen.command(plain, "set_aside", {"rev": 1}, finding=SECRET)
    correction = pen.update(pen.create(KIND.code), {"rev": 1}, reason=SECRET)
    newer = said_in_clear(pen) | {"type": f"{KIND.code}.create@2"}
    no_box = creation(pen, pen.new_id(), SECRET)
    return [plain, beside, step, correction, newer, no_box]


def test_what_came_in_clear_is_refused_and_closed(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    sent = in_clear(pen)
    receipts = pen.push(*sent)
    assert [each.get("code") for each in receipts] == ["not_sealed"] * len(sent)
    assert [each["hash"] for each in receipts] == [content_hash(frozen(each)) for each in sent]
    assert pen.push(*sent) == receipts
    assert SECRET not in everything(world_on_both)


def test_lines_that_are_no_operation_are_closed_too(world: World) -> None:
    pen, other = pen_of(world), pen_of(world, "lobby2")
    broken = frozen(said_in_clear(pen))[:-1]
    foreign = frozen(said_in_clear(other))
    assert [each["code"] for each in pen.push(broken, foreign)] == ["unparseable", "foreign_device"]
    assert SECRET not in everything(world)


def test_what_lay_closed_until_its_tablet_was_released_is_refused_under_its_own_name(world: World) -> None:
    pen = pen_of(world)
    plain, admin = said_in_clear(pen), world.sign_in("admin")
    states, at = world.services.change_device_state, world.clock()
    states.quarantine(pen.tablet.device_id, "identity_reuse", at)
    assert pen.push(plain)[0]["verdict"] == "stored"
    assert SECRET not in everything(world)
    assert admin.post(f"/api/devices/{pen.tablet.device_id}/release", {"reason": "查明"}).status_code == 200
    world.services.parts["sync"].decide_stored(at)
    receipt = pen.push(plain)[0]
    assert (receipt["code"], receipt["hash"]) == ("not_sealed", content_hash(frozen(plain)))


def test_the_department_can_still_tell_what_came(world: World) -> None:
    pen = pen_of(world)
    plain = said_in_clear(pen)
    pen.push(plain)
    with world.services.parts["records"]._database.read() as session:
        kept = json.loads(session.execute(text("SELECT raw FROM intake")).scalar_one())
    box = kept["patch"]["sealed"]["to"]
    said = world.services.parts["seals"].said(KIND.readers, box, plain["record_id"])
    assert base64.b64decode(said["as_it_came"]).decode() == frozen(plain)


@pytest.mark.parametrize("name", sorted(CAST))
def test_it_is_seen_by_its_readers_alone(world: World, name: str) -> None:
    pen = pen_of(world)
    clue = pen.create(KIND.code)
    pen.push(clue)
    desk = world.sign_in(name)
    found = desk.get(f"/api/records/{clue['record_id']}")
    listed = desk.get(f"/api/records?kind={KIND.code}")
    if name == READER:
        assert found.status_code == 200
        assert [each["id"] for each in listed.json["items"]] == [clue["record_id"]]
    else:
        assert found.status_code in (403, 404)
        assert listed.status_code == 403 or listed.json["items"] == []
        assert desk.get("/api/inbox").status_code == 403 or desk.get("/api/inbox").json["items"] == []


def test_no_tablet_ever_gets_it_back(world: World) -> None:
    pen = pen_of(world)
    clue = pen.create(KIND.code)
    receipts = pen.push(clue)
    assert SECRET not in json.dumps([receipts, pen.pull()], ensure_ascii=False)
    assert clue["record_id"] not in json.dumps(pen.pull())


def test_the_database_alone_tells_nothing_of_it(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    clue = pen.create(KIND.code)
    pen.push(clue)
    desk = world_on_both.sign_in(READER)
    finding = "经核实已另行上报，处理完毕"
    for rev, verb, args in ((1, "receive", {}), (2, "report", {"finding": finding})):
        target = f"/api/records/{clue['record_id']}/commands/{verb}"
        answer = desk.post(target, {"args": args, "reason": None, "expected_rev": rev})
        assert answer.status_code == 200, answer.text
    kept = everything(world_on_both)
    assert SECRET not in kept
    assert finding not in kept
    assert "directed_by_others" not in kept


def test_every_look_at_it_is_in_the_audit_log_without_a_word_of_it(world: World) -> None:
    pen = pen_of(world)
    clue = pen.create(KIND.code)
    pen.push(clue)
    world.sign_in(READER).get(f"/api/records/{clue['record_id']}")
    entries = world.sign_in("auditor").get("/api/audit?action=record.read").json["entries"]
    assert [entry["subject"] for entry in entries] == [f"record:{clue['record_id']}"]
    assert SECRET not in json.dumps(entries, ensure_ascii=False)


def everything(world: World) -> str:
    """All that the tables hold of operations and records, as text."""
    with world.services.parts["records"]._database.read() as session:
        tables = ("records", "operations", "intake", "conflicts", "feed", "audit")
        rows = [row for name in tables for row in session.execute(text(f"SELECT * FROM {name}"))]
    return "\n".join(_said(cell) for row in rows for cell in row)


def _said(cell: Any) -> str:
    raw = bytes(cell) if isinstance(cell, bytes | memoryview) else None
    return raw.decode(errors="replace") if raw is not None else json.dumps(cell, ensure_ascii=False, default=str)
