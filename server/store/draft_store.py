"""Drafts of documents of periods: asked for, made by whichever worker comes first, shown, forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, insert, or_, select, update

from server.domain.document_life import Draft
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.documents import DraftRow

TABLE = table_of(DraftRow)
COLUMNS = [TABLE.c[name] for name in Draft.__dataclass_fields__]


class DraftStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, draft: Draft) -> None:
        with self._database.write() as session:
            session.execute(insert(TABLE).values(**vars(draft), lease_until=None))

    def draft(self, branch_id: str, draft_id: str) -> Draft | None:
        query = select(*COLUMNS).where(TABLE.c.branch_id == branch_id, TABLE.c.id == draft_id)
        with self._database.read() as session:
            found = session.execute(query).first()
        return None if found is None else Draft(*found)

    def claim(self, at: datetime, until: datetime) -> Draft | None:
        """The oldest that is neither made nor being made; mostly there is none, and nobody waits for that look."""
        free = or_(TABLE.c.lease_until.is_(None), TABLE.c.lease_until <= at)
        due = and_(TABLE.c.pdf.is_(None), TABLE.c.reason.is_(None), free)
        oldest = select(TABLE.c.branch_id, TABLE.c.id).where(due).order_by(TABLE.c.requested_at).limit(1)
        with self._database.read() as session:
            if session.execute(oldest).first() is None:
                return None
        with self._database.write() as session:
            key = session.execute(oldest.with_for_update(skip_locked=True)).first()
            if key is None:
                return None
            taken = (
                update(TABLE)
                .where(TABLE.c.branch_id == key.branch_id, TABLE.c.id == key.id)
                .values(lease_until=until, attempts=TABLE.c.attempts + 1)
                .returning(*COLUMNS)
            )
            return Draft(*session.execute(taken).one())

    def settle(self, draft: Draft, reason: str | None, pages: int | None, pdf: bytes | None) -> None:
        mine = (TABLE.c.branch_id == draft.branch_id, TABLE.c.id == draft.id)
        with self._database.write() as session:
            session.execute(update(TABLE).where(*mine).values(reason=reason, pages=pages, pdf=pdf))

    def forget(self, before: datetime) -> None:
        old = TABLE.c.requested_at < before
        with self._database.read() as session:
            if session.execute(select(TABLE.c.id).where(old).limit(1)).first() is None:
                return
        with self._database.write() as session:
            session.execute(delete(TABLE).where(old))
