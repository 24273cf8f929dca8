"""Conflicts: kept as rows until a person chose, and afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, insert, select, update

from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.records import ConflictRow
from sync.server.state import Conflict

CONFLICTS = table_of(ConflictRow)
FIELDS = tuple(Conflict.__dataclass_fields__)


def _found(*which: Any) -> Select[Any]:
    row = CONFLICTS.c
    columns = [row[name] for name in FIELDS]
    return select(*columns).where(row.branch_id == given("branch_id"), *which).order_by(row.at, row.id)


BY_ID = Prepared(lambda dialect: _found(among_given(dialect, CONFLICTS.c.id, "ids")))
OF_RECORD = Prepared(lambda _: _found(CONFLICTS.c.record_id == given("record_id")))
OPEN = Prepared(lambda _: _found(CONFLICTS.c.resolved_by.is_(None)))
ADD = Prepared(lambda _: insert(CONFLICTS))
RESOLVE = Prepared(
    lambda _: (
        update(CONFLICTS)
        .where(CONFLICTS.c.branch_id == given("of_branch"), CONFLICTS.c.id == given("of"))
        .values(resolved_by=given("by"))
    )
)


class ConflictStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def conflicts(self, branch_id: str, ids: Iterable[str]) -> dict[str, Conflict]:
        return {conflict.id: conflict for conflict in self._conflicts(BY_ID, branch_id=branch_id, ids=ids)}

    def of_record(self, branch_id: str, record_id: str) -> list[Conflict]:
        return self._conflicts(OF_RECORD, branch_id=branch_id, record_id=record_id)

    def open(self, branch_id: str, limit: int) -> list[Conflict]:
        return self._conflicts(OPEN, branch_id=branch_id)[:limit]

    def add(self, branch_id: str, conflicts: Sequence[Conflict]) -> None:
        if conflicts:
            with self._database.write() as session:
                ADD.run_many(session, [_values(branch_id, conflict) for conflict in conflicts])

    def resolve(self, branch_id: str, resolved: Mapping[str, str]) -> None:
        if resolved:
            with self._database.write() as session:
                RESOLVE.run_many(
                    session, [{"of_branch": branch_id, "of": name, "by": by} for name, by in resolved.items()]
                )

    def _conflicts(self, query: Prepared, **values: Any) -> list[Conflict]:
        with self._database.read() as session:
            return [_conflict(row) for row in query.rows(session, **values)]


def _values(branch_id: str, conflict: Conflict) -> dict[str, Any]:
    kept = {name: getattr(conflict, name) for name in FIELDS}
    return {**kept, "branch_id": branch_id, "fields": json.dumps(conflict.fields, separators=(",", ":"))}


def _conflict(row: Any) -> Conflict:
    kept = dict(zip(FIELDS, row, strict=True))
    return Conflict(**kept | {"fields": json.loads(kept["fields"])})
