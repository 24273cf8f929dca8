"""Counts of what stands open, by branch, kind and state: each by an index, none by reading the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, union_all

from server.services.watch_branches import Standing, States
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.documents import DocumentRow
from server.store.tables.records import ConflictRow, RecordRow

RECORDS, CONFLICTS, DOCUMENTS = table_of(RecordRow), table_of(ConflictRow), table_of(DocumentRow)
PLACE = (RECORDS.c.branch_id, RECORDS.c.kind, RECORDS.c.status)
# Of a document that was issued, made void or replaced, nothing is waited for any more.
UNFINISHED = ("waiting", "media_incomplete", "ready", "rendering", "failed")


class WatchStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def clocked(self, branch_ids: Sequence[str], states: States, now: str) -> list[Standing]:
        return self._counted(branch_ids, states, now, RECORDS.c.due_at.is_not(None))

    def standing(self, branch_ids: Sequence[str], states: States, now: str) -> list[Standing]:
        return self._counted(branch_ids, states, now)

    def happened(self, branch_ids: Sequence[str], states: States, first: str, last: str) -> list[Standing]:
        within = (RECORDS.c.occurred_at >= first, RECORDS.c.occurred_at < last)
        return self._counted(branch_ids, states, "", *within)

    def open_conflicts(self, branch_id: str, kinds: frozenset[str]) -> int:
        of = (
            CONFLICTS.c.branch_id == branch_id,
            CONFLICTS.c.resolved_by.is_(None),
            CONFLICTS.c.kind.in_(sorted(kinds)),
        )
        with self._database.read() as session:
            return int(session.execute(select(func.count()).select_from(CONFLICTS).where(*of)).scalar_one())

    def documents(self, branch_id: str) -> Mapping[str, int]:
        of = (DOCUMENTS.c.branch_id == branch_id, DOCUMENTS.c.state.in_(UNFINISHED))
        query = select(DOCUMENTS.c.state, func.count()).where(*of).group_by(DOCUMENTS.c.state)
        with self._database.read() as session:
            return {row[0]: int(row[1]) for row in session.execute(query)}

    def _counted(self, branch_ids: Sequence[str], states: States, now: str, *more: Any) -> list[Standing]:
        """A kind at a time, so that each is found by its own stretch of the index."""
        late = func.count().filter(RECORDS.c.due_at <= now)
        each = [
            select(*PLACE, func.count(), late)
            .where(RECORDS.c.branch_id.in_(branch_ids), RECORDS.c.kind == kind, RECORDS.c.status.in_(sorted(of)), *more)
            .group_by(*PLACE)
            for kind, of in states.items()
        ]
        if not each:
            return []
        with self._database.read() as session:
            return [Standing(*row) for row in session.execute(union_all(*each))]
