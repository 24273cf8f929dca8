"""A record as it leaves the server: masked, with the name of who captured it and the state of its documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.records import Kind
from server.services.ports_sync import Records, Users
from sync.server.state import RecordState

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Documents(Protocol):
    def states(self, branch_id: str, record_ids: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """`[{"code", "state", "serial"}]` of the newest version of each document, by record."""
        ...


@dataclass(frozen=True)
class ShowRecords:
    records: Records
    users: Users
    documents: Documents
    kinds: Mapping[str, Kind]

    def items(self, branch_id: str, ids: Sequence[str]) -> dict[str, str]:
        """The feed items of these records as JSON text, by id."""
        return {name: _encode({"t": "record", **shown}) for name, shown in self(branch_id, ids).items()}

    def __call__(self, branch_id: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        return self.shown(branch_id, self.records.records(branch_id, ids).values())

    def shown(self, branch_id: str, records: Iterable[RecordState]) -> dict[str, dict[str, Any]]:
        found = list(records)
        names = {user.id: user.name for user in self.users.users_by_ids({each.created_by for each in found}).values()}
        documents = self.documents.states(branch_id, [each.id for each in found])
        return {each.id: self._one(each, names.get(each.created_by, ""), documents.get(each.id, ())) for each in found}

    def _one(self, record: RecordState, name: str, documents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        return {
            "id": record.id,
            "kind": record.kind,
            "rev": record.rev,
            "no": record.no,
            "status": record.status,
            "values": self.kinds[record.kind].masked(record.payload),
            "at": record.occurred_at,
            "created_by": record.created_by,
            "created_by_name": name,
            "device_id": record.device_id,
            "captured_offline": record.captured_offline,
            "doubtful": record.time_doubtful,
            "updated_at": record.updated_at,
            "void_reason": record.void_reason,
            "documents": list(documents),
        }
