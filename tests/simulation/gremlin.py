"""A tablet with a valid key and no honest engine: garbage, poison, replays and other people's operations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from server.domain.identity import uuid7
from server.domain.moments import to_wire
from tests.simulation.bank import Bank, Identity, SignedIn, signed
from tests.simulation.trace import Trace, must
from tests.simulation.workload import Workload, kinds

GARBAGE = (b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b'{"op_id":7}', b"{}" * 3, b"[" * 5000, b'{"a":1e999}')
DEEP = 40
# Once it has been caught with a reused identity nothing of it is decided any more, so it is not often that bold.
CLONED = 0.1


@dataclass
class Gremlin:
    """`sent` holds every line the server acknowledged, by its hash. `can_steal` gives lines of honest tablets."""

    bank: Bank
    identity: Identity
    worker: SignedIn
    random: Random
    workload: Workload
    trace: Trace
    can_steal: Callable[[], list[str]]
    sent: dict[str, bytes] = field(default_factory=dict)
    poisoned: set[str] = field(default_factory=set)
    _seq: int = 0

    def act(self) -> None:
        tricks = (
            self._garbage,
            self._unknown_type,
            self._poison,
            self._foreign_device,
            self._missing_dependency,
            self._stolen,
            self._honest,
        )
        if self.random.random() < CLONED:
            tricks = (*tricks, self._reused_identity)
        chosen = self.random.sample(tricks, self.random.choice((1, 2, 3)))
        lines = [line for trick in chosen for line in trick()]
        self.trace.note(f"gremlin sends {', '.join(each.__name__.strip('_') for each in chosen)}", count="gremlin")
        self.push(lines)

    def push(self, lines: list[bytes]) -> None:
        lines = [line for line in lines if line]
        if not lines:
            return
        target, body = "/sync/push", b"\n".join(lines)
        headers = {"Content-Type": "application/x-ndjson", **signed(self.identity, "POST", target, body)}
        reply = self.bank.send("POST", target, body, headers)
        assert reply is not None
        must(reply.status == 200, "I5", f"a push of bad lines was answered {reply.status} {reply.body[:300]!r}")
        receipts = reply.json()["receipts"]
        hashes = [hashlib.sha256(line).hexdigest() for line in lines]
        must([each["hash"] for each in receipts] == hashes, "I3", "one receipt for each line, in order")
        self.sent |= dict(zip(hashes, lines, strict=True))

    def _operation(self, **changed: Any) -> dict[str, Any]:
        """A valid creation, before somebody spoils it."""
        self._seq += 1
        meta = self.random.choice(kinds())
        at = self.bank.clock()
        values = self.workload.complete(meta, [])
        made = {
            "op_id": uuid7(at, self.random.randbytes),
            "device_id": self.identity.device_id,
            "op_seq": self._seq,
            "type": f"{meta['code']}.create@1",
            "record_id": uuid7(at, self.random.randbytes),
            "actor_id": self.worker.user_id,
            "grant_id": self.worker.grant_id,
            "base": None,
            "patch": {code: {"from": None, "to": value} for code, value in values.items()},
            "command": {"args": {"captured_offline": True}},
            "deps": [],
            "occurred_at": to_wire(at),
            "clock_offset": 0,
            "app_version": "gremlin",
        }
        return made | changed

    def _honest(self) -> list[bytes]:
        return [_line(self._operation())]

    def _garbage(self) -> list[bytes]:
        return [self.random.choice(GARBAGE)]

    def _unknown_type(self) -> list[bytes]:
        kind = self.random.choice(kinds())["code"]
        kind_of_tomorrow = self.random.choice(("no_such_kind.create@1", f"{kind}.create@99", f"{kind}.fly@1"))
        return [_line(self._operation(type=kind_of_tomorrow))]

    def _poison(self) -> list[bytes]:
        """Well-formed operations whose values a database or a rule may choke on."""
        made = self._operation()
        nested: Any = "bottom"
        for _ in range(DEEP):
            nested = [nested]
        value = self.random.choice(("\0", "\ud800", 2**70, -1.5e300, nested, {"a": "\0"}, "长" * 5000, True, []))
        code = self.random.choice((*made["patch"], "no_such_field", "\0", "__proto__"))
        place = self.random.choice(("patch", "args", "update", "command"))
        if place == "patch":
            made["patch"][code] = {"from": None, "to": value}
        elif place == "args":
            made["command"] = {"args": {"captured_offline": value, code: value}}
        else:
            made |= self._on_a_stolen_record(code, value, place)
        line = _line(made)
        self.poisoned.add(hashlib.sha256(line).hexdigest())
        return [line]

    def _on_a_stolen_record(self, code: str, value: Any, place: str) -> dict[str, Any]:
        codes = {each["code"] for each in kinds()}
        stolen = [sent for sent in map(json.loads, self.can_steal()) if sent["type"].split(".")[0] in codes]
        if not stolen:
            return {}
        target = self.random.choice(stolen)
        kind = target["type"].split(".")[0]
        patch = {code: {"from": value, "to": None}}
        if place == "update":
            return {"type": f"{kind}.update@1", "record_id": target["record_id"], "base": {"rev": 1}, "patch": patch,
                    "command": {"args": {}, "reason": "x"}}  # fmt: skip
        meta = next(each for each in kinds() if each["code"] == kind)
        verb = self.random.choice(meta["life_cycle"]["commands"])["code"]
        return {"type": f"{kind}.{verb}@1", "record_id": target["record_id"], "base": {"rev": 1}, "patch": None,
                "command": {"args": {code: value}}}  # fmt: skip

    def _foreign_device(self) -> list[bytes]:
        other = self.random.choice(self.bank.template.identities[:-1])
        self._seq -= 1
        return [_line(self._operation() | {"device_id": other.device_id, "op_seq": self.random.randrange(1, 60)})]

    def _missing_dependency(self) -> list[bytes]:
        return [_line(self._operation(deps=[uuid7(self.bank.clock(), self.random.randbytes)]))]

    def _reused_identity(self) -> list[bytes]:
        """The same number, or the same id, with other bytes."""
        first = self._operation()
        other = {"op_seq": first["op_seq"]} if self.random.random() < 0.5 else {"op_id": first["op_id"]}
        return [_line(first), _line(self._operation() | other)]

    def _stolen(self) -> list[bytes]:
        texts = self.can_steal()
        return [self.random.choice(texts).encode("utf-8", "surrogatepass")] if texts else []


def _line(operation: dict[str, Any]) -> bytes:
    return json.dumps(operation, ensure_ascii=True, separators=(",", ":")).encode()
