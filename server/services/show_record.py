"""A record as it leaves the server: masked, with the name of who captured it and the state of its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.records import Kind
from server.services.ports_sync import Records, Users
from sync.server.compact_json import writer
from sync.server.state import Conflict, RecordState

_encode = writer(ascii=False)
SIDES = 3  # base, mine, theirs


class Documents(Protocol):
    def states(self, branch_id: str, record_ids: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """`[{"code", "state", "serial"}]` of the newest version of each document, by record."""
        ...


@dataclass(frozen=True)
class ShownText:
    """A record as JSON text, all but what may change without it: the name of its author and its documents."""

    id: str
    created_by: str
    text: str


class ShownRecords(Records, Protocol):
    def shown(self, branch_id: str, ids: Sequence[str]) -> list[ShownText]: ...


@dataclass(frozen=True)
class ShowRecords:
    records: ShownRecords
    users: Users
    documents: Documents
    kinds: Mapping[str, Kind]

    def items(self, branch_id: str, ids: Sequence[str]) -> dict[str, str]:
        """The feed items of these records as JSON text, by id."""
        found = self.records.shown(branch_id, ids)
        names = self._names({each.created_by for each in found})
        documents = self.documents.states(branch_id, ids)
        items = {}
        for each in found:
            rest = {"created_by_name": names.get(each.created_by, ""), "documents": documents.get(each.id, ())}
            items[each.id] = f'{{"t":"record",{each.text[1:-1]},{_encode(rest)[1:]}'
        return items

    def __call__(self, branch_id: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return self.shown(branch_id, self.records.records(branch_id, ids).values())

    def shown(self, branch_id: str, records: Iterable[RecordState]) -> dict[str, dict[str, Any]]:
        found = list(records)
        names = self._names({each.created_by for each in found})
        documents = self.documents.states(branch_id, [each.id for each in found])
        return {
            each.id: {
                **_shown(each, self.kinds[each.kind]),
                "created_by_name": names.get(each.created_by, ""),
                "documents": list(documents.get(each.id, ())),
            }
            for each in found
        }

    def conflicts(self, branch_id: str, found: Sequence[Conflict]) -> list[dict[str, Any]]:
        """Values that met other values, as people see them who may not unmask."""
        records = self.records.records(branch_id, {each.record_id for each in found}) if found else {}
        said = {record.id: record.payload for record in records.values()}
        return [_shown_conflict(each, self.kinds[each.kind], said.get(each.record_id, {})) for each in found]

    def _names(self, ids: set[str]) -> dict[str, str]:
        return {user.id: user.name for user in self.users.users_by_ids(ids).values()}


def shown_text(record: RecordState, kind: Kind) -> str:
    return _encode(_shown(record, kind))


def _shown(record: RecordState, kind: Kind) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.kind,
        "rev": record.rev,
        "no": record.no,
        "status": record.status,
        "values": kind.masked(record.payload),
        "at": record.occurred_at,
        "created_by": record.created_by,
        "device_id": record.device_id,
        "captured_offline": record.captured_offline,
        "doubtful": record.time_doubtful,
        "updated_at": record.updated_at,
        "void_reason": record.void_reason,
    }


def _shown_conflict(conflict: Conflict, kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
    """`said` is what else its record holds: each side stands in it as if it had won."""
    return {
        "t": "conflict",
        "id": conflict.id,
        "record_id": conflict.record_id,
        "kind": conflict.kind,
        "fields": _shown_sides(conflict.fields, kind, said),
        "actor_id": conflict.actor_id,
        "at": conflict.at,
        "resolved_by": conflict.resolved_by,
    }


def _shown_sides(met: Mapping[str, Sequence[Any]], kind: Kind, said: Mapping[str, Any]) -> dict[str, list[Any]]:
    sides = [{**said, **{code: values[side] for code, values in met.items()}} for side in range(SIDES)]
    return {code: [kind.shown(code, held[code], held) for held in sides] for code in met}
