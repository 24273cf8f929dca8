"""The database's epoch: tablets that know another one read everything again and offer again what may be missing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, insert, select

from server.domain.identity import Clock, NewId
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared
from server.store.tables.feed import EpochRow

EPOCHS = table_of(EpochRow)
CURRENT = Prepared(lambda _: select(EPOCHS.c.epoch).order_by(EPOCHS.c.no.desc()).limit(1))


class EpochStore:
    def __init__(self, database: Database, new_id: NewId, clock: Clock) -> None:
        self._database = database
        self._new_id = new_id
        self._clock = clock

    def epoch(self) -> str:
        """The present epoch; the first is begun when it is first asked for, which must not be inside a read."""
        found = self.current()
        if found is None:
            with self._database.write() as session:
                session.execute(
                    insertion(self._database.dialect, EPOCHS).on_conflict_do_nothing().values(**self._values(1))
                )
            found = self.current()
        return str(found)

    def current(self) -> str | None:
        with self._database.read() as session:
            found: str | None = CURRENT.scalar(session)
        return found

    def begin(self) -> str:
        """A new epoch, after a restore from a backup."""
        with self._database.write() as session:
            last = session.execute(select(func.max(EPOCHS.c.no))).scalar_one_or_none() or 0
            values = self._values(last + 1)
            session.execute(insert(EPOCHS).values(**values))
        return str(values["epoch"])

    def _values(self, no: int) -> dict[str, Any]:
        return {"no": no, "epoch": self._new_id(), "begun_at": self._clock()}
