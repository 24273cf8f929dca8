"""What was received and is not yet worked in: documents wait for it."""

from __future__ import annotations

from sqlalchemy import func, select

from server.store.base import table_of
from server.store.database import Database
from server.store.tables.intake import OperationRow, UndecidedRow

UNDECIDED, OPERATIONS = table_of(UndecidedRow), table_of(OperationRow)


class Arriving:
    def __init__(self, database: Database) -> None:
        self._database = database

    def undecided(self, branch_id: str) -> int:
        query = select(func.count()).select_from(UNDECIDED).where(UNDECIDED.c.branch_id == branch_id)
        with self._database.read() as session:
            return int(session.execute(query).scalar_one())

    def held_up(self, branch_id: str, record_id: str) -> int:
        waits = (OPERATIONS.c.verdict.in_(("deferred", "blocked")), OPERATIONS.c.waits_for.is_not(None))
        query = select(func.count()).select_from(OPERATIONS)
        mine = (OPERATIONS.c.branch_id == branch_id, OPERATIONS.c.record_id == record_id)
        with self._database.read() as session:
            return int(session.execute(query.where(*mine, *waits)).scalar_one())
