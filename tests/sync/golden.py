"""Golden operations: one of every type that was ever shipped, as a tablet froze it. `python -m tests.sync.golden` adds the
types that are missing; what stands in the file is never changed, because tablets may still send it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from server.records import Kind, all_kinds
from server.records.field import Field
from server.services.record_policy import RecordPolicy
from server.services.upcasters import UPCASTERS
from sync.operation import Operation, parse
from sync.server.decide import decide
from sync.server.state import Actor, Conflict, Grant, Moment, RecordState
from sync.server.upcast import newest
from sync.server.working_set import WorkingSet

FILE = Path(__file__).parent / "golden_operations.json"
DEVICE, ACTOR, GRANT = (f"01935b1e-7c00-7000-8000-00000000000{digit}" for digit in "abc")
RECORD, CONFLICT = (f"01935b1e-7c00-7000-8000-00000000000{digit}" for digit in "de")
AT = "2026-11-24T01:20:00.000Z"
SOMEBODY_ELSE = "01935b1e-7c00-7000-8000-00000000000f"
POLICY = RecordPolicy(all_kinds(), lambda *_: {}, UPCASTERS, str)
MOMENT = Moment(AT, doubtful=False, received_at=AT, decided_at=AT)
VALUES = {
    "text": "情况属实，已处理",
    "int": 1,
    "money": 100,
    "bool": True,
    "date": "2026-11-24",
    "datetime": AT,
    "ref": "X01",
    "refs": ["X01"],
    "photos": [f"sha256:{'0' * 64}"],
    "signature": f"sha256:{'0' * 64}",
}
FORMATS = {"resident_id": "11010519491231002X", "uscc": "91350100M000100Y43", "telephone": "13812345678"}


def golden() -> dict[str, dict[str, Any]]:
    """By type: `text` as it was frozen, the `role` of who did it, `status` and `values` of the record it met, and the `outcome`:
    `applied`, or why not."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def shipped(kinds: Iterable[Kind]) -> list[str]:
    return [name for kind in kinds for name in kind.operations]


def add_missing() -> None:
    known = golden()
    for kind in all_kinds().values():
        for place, name in enumerate(kind.operations):
            if name not in known:
                made = _example(kind, name, place)
                known[name] = made | {"outcome": decided(made)}
    FILE.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def decided(entry: Mapping[str, Any]) -> str:
    """What becomes of it today: the verdict, or the code of what stands against it."""
    operation = parse(entry["text"])
    receipt = decide(operation, _view(entry, operation), POLICY, MOMENT).receipt
    return str(receipt.get("code") or receipt["verdict"])


def _view(entry: Mapping[str, Any], operation: Operation) -> WorkingSet:
    """What the server knew when it came: the grant, the person in the same role, the record, a conflict about it."""
    kind = newest(operation, UPCASTERS).type.kind
    roles = frozenset({entry["role"]})
    view = WorkingSet("b1", grants={GRANT: Grant(GRANT, DEVICE, ACTOR, roles, "9999-12-31T00:00:00.000Z")})
    values, title = entry.get("values", {}), all_kinds()[kind].columns.title
    step = next((each for each in all_kinds()[kind].life_cycle.commands if each.code == operation.type.verb), None)
    department = (step and step.department) or values.get(all_kinds()[kind].department_field)
    view.actors = {ACTOR: Actor(ACTOR, roles, department)}
    author = SOMEBODY_ELSE if step and step.not_author else ACTOR
    if values:
        view.records[RECORD] = RecordState(
            RECORD, "b1", kind, 1, entry["status"], values, {}, author, DEVICE, AT, True, False, AT, AT
        )
        fields = {title: [None, "另一个", values[title]]}
        view.conflicts[CONFLICT] = Conflict(CONFLICT, RECORD, kind, fields, ACTOR, AT)
    return view


def _example(kind: Kind, name: str, place: int) -> dict[str, Any]:
    verb = name.partition(".")[2].partition("@")[0]
    life_cycle = kind.life_cycle.meta()
    command = next((each for each in life_cycle["commands"] if each["code"] == verb), None)
    met = _met(kind, command)
    role = command["roles"][0] if command else kind.capture_roles[0]
    said = {"patch": {}, "base": {"rev": 1}, **_said(kind, verb, command, met["values"])}
    text = json.dumps(_identity(name, place) | said, ensure_ascii=False, separators=(",", ":"))
    return {"role": role, "text": text, **({} if verb == "create" else met)}


def _met(kind: Kind, command: Mapping[str, Any] | None) -> dict[str, Any]:
    """The record it met: the kind's example in the state the step begins from, and what the step asks for."""
    needed = {*(command["required"] if command else ()), kind.columns.title}
    values = {each.code: _value(kind, each) for each in kind.fields if each.code in {*kind.example, *needed}}
    return {"status": command["from"][0] if command else kind.life_cycle.created, "values": values}


def _said(kind: Kind, verb: str, command: Mapping[str, Any] | None, values: Mapping[str, Any]) -> dict[str, Any]:
    title = kind.columns.title
    if verb == "create":
        patch = {code: {"from": None, "to": value} for code, value in kind.example.items()}
        return {"base": None, "patch": patch, "command": {"args": {"captured_offline": True}}}
    if verb == "update":
        patch = {title: {"from": values[title], "to": values[title]}}
        return {"patch": patch, "command": {"args": {}, "reason": "更正"}}
    if verb == "resolve":
        return {"command": {"args": {"conflict_id": CONFLICT, "choose": {title: "theirs"}}}}
    assert command is not None
    reason = {"reason": "情况说明"} if command["reason"] else {}
    return {"command": {"args": {code: values[code] for code in command["args"] if code in values}, **reason}}


def _identity(name: str, place: int) -> dict[str, Any]:
    return {
        "op_id": f"01935b1e-7c00-7000-9000-{place + 1:012d}",
        "device_id": DEVICE,
        "op_seq": place + 1,
        "type": name,
        "record_id": RECORD,
        "actor_id": ACTOR,
        "grant_id": GRANT,
        "deps": [],
        "occurred_at": AT,
        "clock_offset": 0,
        "app_version": "0.1.0",
    }


def _value(kind: Kind, field: Field) -> Any:
    if field.code in kind.example:
        return kind.example[field.code]
    if field.type in ("enum", "enums"):
        return field.options[0].code if field.type == "enum" else [field.options[0].code]
    if field.type == "rows":
        return [{column.code: _value(kind, column) for column in field.columns if column.required}]
    return FORMATS.get(field.format or "") or ("13812345678" if field.pattern else VALUES[field.type])


if __name__ == "__main__":
    add_missing()
