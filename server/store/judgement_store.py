"""Judgements in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import insert, select, update

from server.domain.approval import Judgement
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.judgements import JudgementRow

TABLE = table_of(JudgementRow)
COLUMNS = [TABLE.c[name] for name in Judgement.__dataclass_fields__]


class JudgementStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, judgement: Judgement) -> None:
        with self._database.write() as session:
            session.execute(insert(TABLE).values(**vars(judgement)))

    def of(self, branch_id: str, record_ids: Iterable[str]) -> list[Judgement]:
        """Of these records, the oldest first."""
        named = (TABLE.c.branch_id == branch_id, TABLE.c.record_id.in_(list(record_ids)))
        with self._database.read() as session:
            found = session.execute(select(*COLUMNS).where(*named).order_by(TABLE.c.at, TABLE.c.rev))
            return [Judgement(*row) for row in found]

    def outdate(self, branch_id: str, ids: Sequence[str]) -> None:
        with self._database.write() as session:
            session.execute(update(TABLE).where(TABLE.c.branch_id == branch_id, TABLE.c.id.in_(ids)).values(stale=True))

    def stale_records(self, branch_id: str) -> list[str]:
        """The records of which an approval no longer fits, each once."""
        query = select(TABLE.c.record_id).where(TABLE.c.branch_id == branch_id, TABLE.c.stale).distinct()
        with self._database.read() as session:
            return list(session.execute(query).scalars())
