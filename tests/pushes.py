"""What tests of sync share: operations as a tablet freezes them, pushed and pulled by an enrolled tablet."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass, field
from typing import Any

from server.domain.identity import uuid7
from server.domain.moments import to_wire
from server.records import all_kinds
from tests.tablets import Tablet
from tests.worlds import PASSWORD, World

NDJSON = {"Content-Type": "application/x-ndjson"}


@dataclass
class Pen:
    """Writes a tablet's operations: gapless op_seq, ids, grant and times, so that a test names only what matters."""

    world: World
    tablet: Tablet
    seq: int = 0
    epoch: str = ""
    cursors: dict[str, int] = field(default_factory=dict)

    def new_id(self) -> str:
        return uuid7(self.world.clock(), os.urandom)

    def write(self, type: str, record_id: str, **more: Any) -> dict[str, Any]:
        self.seq += 1
        operation = {
            "op_id": self.new_id(),
            "device_id": self.tablet.device_id,
            "op_seq": self.seq,
            "type": type,
            "record_id": record_id,
            "actor_id": self.tablet.user_id,
            "grant_id": self.tablet.grant_id,
            "base": None,
            "patch": {},
            "command": None,
            "deps": [],
            "occurred_at": to_wire(self.world.clock()),
            "clock_offset": 0,
            "app_version": "1.0.0",
        }
        return operation | more

    def create(self, kind: str, record_id: str | None = None, **values: Any) -> dict[str, Any]:
        """A capture of this kind: its example, with other values where the test names some; sealed where the kind is."""
        wanted = {code: value for code, value in (example(kind) | values).items() if value is not None}
        record_id, known = record_id or self.new_id(), all_kinds()[kind]
        if known.sealed:
            wanted = {"sealed": self.world.services.parts["seals"].seal(known.readers, wanted, record_id)}
        return self.capture(kind, record_id, wanted)

    def capture(self, kind: str, record_id: str, values: dict[str, Any]) -> dict[str, Any]:
        """A creation that says just this."""
        patch = {code: {"from": None, "to": value} for code, value in values.items()}
        command = {"args": {"captured_offline": True}}
        return self.write(f"{kind}.create@1", record_id, patch=patch, command=command)

    def update(self, of: dict[str, Any], base: Any, reason: str = "更正", **changes: Any) -> dict[str, Any]:
        kind = of["type"].split(".")[0]
        patch = {code: {"from": before, "to": after} for code, (before, after) in changes.items()}
        command = {"args": {}, "reason": reason}
        return self.write(f"{kind}.update@1", of["record_id"], base=base, patch=patch, command=command)

    def command(
        self, of: dict[str, Any], verb: str, base: Any, reason: str | None = None, **args: Any
    ) -> dict[str, Any]:
        kind = of["type"].split(".")[0]
        command = {"args": args, **({"reason": reason} if reason else {})}
        return self.write(f"{kind}.{verb}@1", of["record_id"], base=base, command=command)

    def push(self, *operations: dict[str, Any] | str, packed: bool = False) -> list[dict[str, Any]]:
        answer = self.send(*operations, packed=packed)
        assert answer.status_code == 200, answer.text
        return list(answer.json["receipts"])

    def send(self, *operations: dict[str, Any] | str, packed: bool = False) -> Any:
        body = "\n".join(frozen(operation) for operation in operations).encode()
        if packed:
            return self.tablet.send("POST", "/sync/push", gzip.compress(body), NDJSON | {"Content-Encoding": "gzip"})
        return self.tablet.send("POST", "/sync/push", body, NDJSON)

    def pull(self, *, verify: bool = False) -> dict[str, Any]:
        """One page from where the last one ended."""
        cursors = "".join(f"&c={scope}~{seq}" for scope, seq in self.cursors.items())
        answer = self.tablet.get(f"/sync/pull?epoch={self.epoch}{cursors}{'&verify=1' if verify else ''}")
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json
        self.epoch = page["epoch"]
        self.cursors = {each["scope"]: each["to"] for each in page["scopes"] if not each.get("gone")}
        return page

    def pull_items(self) -> list[dict[str, Any]]:
        """Everything new, over as many pages as it takes."""
        items, more = [], True
        while more:
            page = self.pull()
            items += [item for each in page["scopes"] for item in each.get("items", [])]
            more = page["more"]
        return items


def frozen(operation: dict[str, Any] | str) -> str:
    return operation if isinstance(operation, str) else json.dumps(operation, ensure_ascii=False, separators=(",", ":"))


def example(kind: str) -> dict[str, Any]:
    """What the kind's example says at capture; what only a later step may say is left out by the test itself."""
    return dict(all_kinds()[kind].example)


def pen_of(world: World, name: str = "lobby", tablet: Tablet | None = None) -> Pen:
    return Pen(world, tablet or world.signed_in_tablet(name))


def second_person(world: World, pen: Pen, name: str) -> Pen:
    """Somebody else signs in on the same tablet; its sequence goes on."""
    answer = pen.tablet.sign_in(world.person(name).username, PASSWORD)
    assert answer.status_code == 200, answer.text
    return pen
