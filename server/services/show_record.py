"""A record as it leaves the server: masked, with the name of who captured it and the state of its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.records import Kind
from server.services.ports_sync import Records, Users
from sync.server.compact_json import writer
from sync.server.state import RecordState

_encode = writer(ascii=False)


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
