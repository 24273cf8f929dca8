"""A toy kind and a toy policy: what the engine decides must not depend on any kind of the bank."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

from server.records.contributions import ListColumns, Retention
from server.records.field import choice, integer, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State
from server.services.record_policy import RecordPolicy
from sync.operation import Operation, parse
from sync.server.state import Actor, Grant, Moment, RecordState
from sync.server.working_set import WorkingSet

AT = "2026-03-02T01:00:00.000Z"
DEVICE, ACTOR, GRANT, RECORD = (f"00000000-0000-4000-8000-00000000000{digit}" for digit in "1234")
ROLES = frozenset({"lobby_manager"})
TOY = Kind(
    code="toy",
    zh="玩具",
    en="Toy",
    prefix="WJ",
    icon="toy",
    order=1,
    capture_roles=("lobby_manager",),
    fields=(
        text("what", "名称", "What", max=20, required=True),
        integer("size", "大小", "Size", min=0, max=99),
        choice("colour", "颜色", "Colour", (("red", "红", "Red"), ("blue", "蓝", "Blue")), group="looks"),
        text("finish", "表面", "Finish", max=10, group="looks"),
    ),
    life_cycle=LifeCycle(
        "new",
        (State("new", "新", "New"), State("old", "旧", "Old", final=True)),
        (Command("age", "变旧", "Age", ("new",), "old", ("lobby_manager",), args=("finish",), required=("finish",)),),
    ),
    columns=ListColumns("what"),
    search=("what",),
    retention=Retention(1, "house rule", house=True),
    example={"what": "陀螺"},
)
POLICY = RecordPolicy({"toy": TOY}, lambda *_: {}, {}, str)
MOMENT = Moment(AT, doubtful=False, received_at=AT, decided_at=AT)


def operation(type: str, **more: Any) -> Operation:
    written = {
        "op_id": str(uuid.uuid4()),
        "device_id": DEVICE,
        "op_seq": 1,
        "type": type,
        "record_id": RECORD,
        "actor_id": ACTOR,
        "grant_id": GRANT,
        "base": None,
        "patch": {},
        "command": None,
        "deps": [],
        "occurred_at": AT,
        "clock_offset": 0,
        "app_version": "1",
    }
    return parse(json.dumps(written | more))


def update(base: Any = None, **changes: tuple[Any, Any]) -> Operation:
    patch = {code: {"from": before, "to": after} for code, (before, after) in changes.items()}
    return operation("toy.update@1", base=base, patch=patch, command={"args": {}, "reason": "更正"})


def record(rev: int = 1, status: str = "new", **values: Any) -> RecordState:
    payload = {"what": "陀螺", **values}
    changed = dict.fromkeys([*payload, "status"], 1)
    return RecordState(
        RECORD, "b1", "toy", rev, status, payload, changed, ACTOR, DEVICE, AT, True, False, AT, AT, no="WJ-1"
    )


def view(known: RecordState | None = None, **grant: Any) -> WorkingSet:
    granted = replace(Grant(GRANT, DEVICE, ACTOR, ROLES, "9999-01-01T00:00:00.000Z"), **grant)
    records = {RECORD: known} if known else {}
    return WorkingSet("b1", records=records, grants={GRANT: granted}, actors={ACTOR: Actor(ACTOR, ROLES)})
