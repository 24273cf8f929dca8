"""What should have come sealed to a department and did not is closed before anything is written: an old or a tampered tablet must
not make the intake a place where its author, or whoever reads the database, can read it.

The line that is kept is the same operation without its words, which lie in a box together with the bytes as they came. It is
known by the hash of those bytes, is refused (`not_sealed`), and only the department can tell what it said.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from server.records import Kind
from server.services.ports_sync import Line
from sync.operation import Operation, parse
from sync.server.refusal import Refused

SEALED, AS_IT_CAME = "sealed", "as_it_came"
NOT_SEALED = "not_sealed"
# The one thing beside the box that a capture says of itself.
OFFLINE = "captured_offline"


class Seals(Protocol):
    def seal(self, department: str, values: Mapping[str, Any], record_id: str) -> str: ...
    def said(self, department: str, box: Any, record_id: str) -> dict[str, Any] | None: ...


@dataclass(frozen=True)
class KeepClosed:
    kinds: Mapping[str, Kind]
    seals: Seals

    def __call__(self, line: Line, operation: Operation | None) -> tuple[Line, Operation | None]:
        """Both as they may be kept; nearly always as they are."""
        if operation is None:
            return self._unreadable(line), None
        kind = self._sealed(operation)
        if kind is None or not self.in_clear(kind, operation):
            return line, operation
        closed = _without_words(json.loads(line.raw), self._box(kind, line.raw, operation.record_id))
        return replace(line, raw=closed.encode()), replace(parse(closed), hash=operation.hash)

    def opened(self, kind: Kind, operation: Operation) -> Operation:
        """What the operation says. Raises Refused for one that said it in clear, or in a box nobody can open."""
        if self.in_clear(kind, operation):
            raise Refused(NOT_SEALED)
        if SEALED in operation.patch:
            values = self._said(kind, operation.patch[SEALED]["to"], operation)
            return replace(operation, patch={code: {"from": None, "to": value} for code, value in values.items()})
        if SEALED in operation.args:
            return replace(operation, args=self._said(kind, operation.args[SEALED], operation))
        return operation

    def in_clear(self, kind: Kind, operation: Operation) -> bool:
        patch, args = operation.patch, dict(operation.args)
        offline = args.pop(OFFLINE, False)
        boxes = [change["to"] for change in patch.values()] + list(args.values())
        plain = operation.reason or not isinstance(offline, bool) or {*patch, *args} - {SEALED}
        if plain or any(change["from"] is not None for change in patch.values()):
            return True
        return any(self._opens(kind, box, operation) is None for box in boxes)

    def _said(self, kind: Kind, box: Any, operation: Operation) -> dict[str, Any]:
        return self._opens(kind, box, operation) or {}

    def _opens(self, kind: Kind, box: Any, operation: Operation) -> dict[str, Any] | None:
        said = self.seals.said(kind.readers or "", box, operation.record_id)
        return None if said is None or AS_IT_CAME in said else said

    def _sealed(self, operation: Operation) -> Kind | None:
        kind = self.kinds.get(operation.type.kind)
        return kind if kind is not None and kind.sealed else None

    def _unreadable(self, line: Line) -> Line:
        """No operation, but it may hold the words of one."""
        for kind in self.kinds.values():
            if kind.sealed and kind.code.encode() in line.raw:
                return replace(line, raw=_text({SEALED: self._box(kind, line.raw, line.hash)}).encode())
        return line

    def _box(self, kind: Kind, raw: bytes, name: str) -> str:
        return self.seals.seal(kind.readers or "", {AS_IT_CAME: base64.b64encode(raw).decode()}, name)


def _without_words(said: dict[str, Any], box: str) -> str:
    """The members that tell which operation it is; nothing that nobody knows, for that may be words too."""
    known = ("op_id", "device_id", "op_seq", "type", "record_id", "actor_id", "grant_id", "base", "deps", "replaces")
    times = ("occurred_at", "clock_offset", "app_version")
    kept = {name: said[name] for name in (*known, *times) if name in said}
    return _text({**kept, "patch": {SEALED: {"from": None, "to": box}}, "command": None})


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
