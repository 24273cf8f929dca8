"""Conflicts: kept as rows until a person chose, and afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.store.among import among
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.records import ConflictRow
from sync.server.state import Conflict

CONFLICTS = table_of(ConflictRow)


class ConflictStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def conflicts(self, branch_id: str, ids: Iterable[str]) -> dict[str, Conflict]:
        found = self._where(branch_id, among(self._database.dialect, CONFLICTS.c.id, ids))
        return {conflict.id: conflict for conflict in found}

    def of_record(self, branch_id: str, record_id: str) -> list[Conflict]:
        return self._where(branch_id, CONFLICTS.c.record_id == record_id)

    def open(self, branch_id: str, limit: int) -> list[Conflict]:
        return self._where(branch_id, CONFLICTS.c.resolved_by.is_(None))[:limit]

    def add(self, branch_id: str, conflicts: Sequence[Conflict]) -> None:
        if conflicts:
            with self._database.write() as session:
                session.execute(insert(CONFLICTS), [_values(branch_id, conflict) for conflict in conflicts])

    def resolve(self, branch_id: str, resolved: Mapping[str, str]) -> None:
        if resolved:
            named = update(CONFLICTS).where(CONFLICTS.c.branch_id == branch_id, CONFLICTS.c.id == bindparam("of"))
            with self._database.write() as session:
                session.execute(named, [{"of": name, "resolved_by": by} for name, by in resolved.items()])

    def _where(self, branch_id: str, which: Any) -> list[Conflict]:
        query = (
            select(CONFLICTS).where(CONFLICTS.c.branch_id == branch_id, which).order_by(CONFLICTS.c.at, CONFLICTS.c.id)
        )
        with self._database.read() as session:
            return [_conflict(row) for row in session.execute(query)]


def _values(branch_id: str, conflict: Conflict) -> dict[str, Any]:
    kept = {name: getattr(conflict, name) for name in Conflict.__dataclass_fields__}
    return {**kept, "branch_id": branch_id, "fields": json.dumps(conflict.fields, separators=(",", ":"))}


def _conflict(row: Any) -> Conflict:
    kept = {name: getattr(row, name) for name in Conflict.__dataclass_fields__}
    return Conflict(**kept | {"fields": json.loads(row.fields)})
