"""How far each branch has been asked about again, and which of its records still stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict

from sqlalchemy import and_, or_, select

from server.services.ports_screening import ScreeningProgress
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.record_store import COLUMNS, RECORDS
from server.store.tables.screening import ScreeningProgressRow
from sync.server.state import RecordState

PROGRESS = table_of(ScreeningProgressRow)


class ProgressStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, branch_id: str) -> ScreeningProgress | None:
        with self._database.read() as session:
            found = session.execute(select(PROGRESS).where(PROGRESS.c.branch_id == branch_id)).mappings().first()
        return None if found is None else ScreeningProgress(**found)

    def keep(self, progress: ScreeningProgress) -> None:
        values = asdict(progress)
        written = insertion(self._database.dialect, PROGRESS).values(**values)
        with self._database.write() as session:
            session.execute(written.on_conflict_do_update(index_elements=["branch_id"], set_=values))

    def standing(
        self, branch_id: str, states: Mapping[str, Collection[str]], after: str | None, limit: int
    ) -> list[RecordState]:
        of_kind = [
            and_(RECORDS.c.kind == kind, RECORDS.c.status.in_(sorted(those))) for kind, those in sorted(states.items())
        ]
        query = select(*COLUMNS).where(RECORDS.c.branch_id == branch_id, RECORDS.c.id > (after or ""), or_(*of_kind))
        with self._database.read() as session:
            return [RecordState(*row) for row in session.execute(query.order_by(RECORDS.c.id).limit(limit))]
