"""The list of records to look at again, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select

from server.store.base import table_of
from server.store.database import Database
from server.store.tables.outdated import OutdatedRow

TABLE = table_of(OutdatedRow)


class OutdatedStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, branch_id: str, ids: Iterable[str]) -> None:
        """Under the branch's lock, so nobody else adds the same."""
        wanted = set(ids)
        with self._database.write() as session:
            known = select(TABLE.c.record_id).where(TABLE.c.branch_id == branch_id, TABLE.c.record_id.in_(wanted))
            new = wanted - set(session.execute(known).scalars())
            if new:
                session.execute(insert(TABLE), [{"branch_id": branch_id, "record_id": each} for each in sorted(new)])

    def first(self, branch_id: str, limit: int) -> list[str]:
        query = select(TABLE.c.record_id).where(TABLE.c.branch_id == branch_id).order_by(TABLE.c.record_id).limit(limit)
        with self._database.read() as session:
            return list(session.execute(query).scalars())

    def remove(self, branch_id: str, ids: Sequence[str]) -> None:
        with self._database.write() as session:
            session.execute(delete(TABLE).where(TABLE.c.branch_id == branch_id, TABLE.c.record_id.in_(ids)))
