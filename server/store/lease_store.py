"""Leases in the database: one row a name, taken by one statement."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_

from server.store.database import Database
from server.store.insertion import insertion
from server.store.tables.jobs import LeaseRow


class LeaseStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        statement = insertion(self._database.dialect, LeaseRow).values(name=name, holder=holder, until=until)
        taken = statement.on_conflict_do_update(
            index_elements=[LeaseRow.name],
            set_={"holder": statement.excluded.holder, "until": statement.excluded.until},
            where=or_(LeaseRow.holder == holder, LeaseRow.until <= now),
        ).returning(LeaseRow.holder)
        with self._database.write() as session:
            return session.execute(taken).first() is not None

    def give_up(self, name: str, holder: str) -> None:
        with self._database.write() as session:
            session.execute(delete(LeaseRow).where(LeaseRow.name == name, LeaseRow.holder == holder))
