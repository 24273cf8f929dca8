"""What is sealed to a department: nobody else reads it, at the desk, on a tablet, in the database or in the audit log."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from server.records import all_kinds
from tests.pushes import Pen, example, pen_of
from tests.worlds import CAST, World

KIND = next(kind for kind in all_kinds().values() if kind.sealed)
READER = next(name for name, (_role, department) in CAST.items() if department == KIND.readers)
SECRET = str(example(KIND.code)["account"])


def box_of(world: World, record_id: str, values: dict[str, Any]) -> str:
    return str(world.services.parts["seals"].seal(KIND.readers, values, record_id))


def sealed(pen: Pen, **values: Any) -> dict[str, Any]:
    record_id = pen.new_id()
    said = {code: value for code, value in (example(KIND.code) | values).items() if value is not None}
    return creation(pen, record_id, box_of(pen.world, record_id, said))


def creation(pen: Pen, record_id: str, box: str) -> dict[str, Any]:
    command = {"args": {"captured_offline": True}}
    return pen.write(f"{KIND.code}.create@1", record_id, patch={"sealed": {"from": None, "to": box}}, command=command)


def test_a_sealed_record_is_judged_by_what_it_says(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    good, bad = pen.push(sealed(pen), sealed(pen, account="短"))
    assert (good["verdict"], bad["verdict"], bad["field"]) == ("applied", "rejected", "account")


def test_a_box_belongs_to_one_record(world: World) -> None:
    pen = pen_of(world)
    moved = creation(pen, pen.new_id(), box_of(world, pen.new_id(), example(KIND.code)))
    assert pen.push(moved)[0]["verdict"] == "rejected"


@pytest.mark.parametrize("name", sorted(CAST))
def test_it_is_seen_by_its_readers_alone(world: World, name: str) -> None:
    pen = pen_of(world)
    clue = sealed(pen)
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
    clue = sealed(pen)
    receipts = pen.push(clue)
    assert SECRET not in json.dumps([receipts, pen.pull()], ensure_ascii=False)
    assert clue["record_id"] not in json.dumps(pen.pull())


def test_the_database_alone_tells_nothing_of_it(world_on_both: World) -> None:
    pen = pen_of(world_on_both)
    clue = sealed(pen)
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
    clue = sealed(pen)
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
