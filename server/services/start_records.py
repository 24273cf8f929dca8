"""Records that open by themselves when a step at the desk makes their condition hold (`Start.auto` of a kind).

Pure: what is to be opened, from the record before and after. The id follows from the first record and the start, so the same
start of the same record opens once, however often it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from server.records import Kind
from server.records.contributions import Start
from sync.rules import holds
from sync.server.state import RecordState

Item = Callable[[str, str], Mapping[str, Any] | None]
CONSTANT, ORIGIN = "=", "@record"


@dataclass(frozen=True)
class Opened:
    kind: str
    record_id: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class StartRecords:
    """`item(set, code)` is an entry of the reference data in force."""

    kinds: Mapping[str, Kind]
    item: Item

    def __call__(self, before: RecordState | None, after: RecordState) -> Iterator[Opened]:
        kind = self.kinds[after.kind]
        for place, start in enumerate(kind.starts):
            if start.auto and _holds(start, after) and not (before is not None and _holds(start, before)):
                yield Opened(start.kind, follower_id(after.id, place), self._values(kind, start, after))

    def _values(self, kind: Kind, start: Start, origin: RecordState) -> dict[str, Any]:
        target = self.kinds[start.kind]
        taken = {code: self._taken(kind, source, target, code, origin) for code, source in start.values.items()}
        return {code: value for code, value in taken.items() if value is not None}

    def _taken(self, kind: Kind, source: str, target: Kind, code: str, origin: RecordState) -> Any:
        if source.startswith(CONSTANT):
            return source.removeprefix(CONSTANT)
        if source == ORIGIN:
            return [origin.id] if target.by_code[code].type == "refs" else origin.id
        field, _, key = source.partition(".")
        if not key:
            return origin.payload.get(field)
        known, value = kind.by_code[field], origin.payload.get(field)
        entry = self.item(known.reference or "", value) if isinstance(value, str) else None
        return entry.get(key) if entry else None


def follower_id(record_id: str, place: int | str) -> str:
    """A UUIDv7 of the same moment as the record it follows."""
    made = sha256(f"{record_id} {place}".encode()).hexdigest()
    return f"{record_id[:13]}-7{made[:3]}-8{made[3:6]}-{made[6:18]}"


def _holds(start: Start, record: RecordState) -> bool:
    return start.when is None or holds(start.when, {**record.payload, "status": record.status})
