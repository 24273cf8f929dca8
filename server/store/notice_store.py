"""Notices in the database: added with the change they tell of, read by audience and by what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.notices import Notice
from server.services.read_notices import Reader
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared
from server.store.record_list import concerns
from server.store.record_store import RECORDS
from server.store.tables.feed import FeedHeadRow
from server.store.tables.notices import NoticeReadRow, NoticeRow

NOTICES, READS, HEADS = table_of(NoticeRow), table_of(NoticeReadRow), table_of(FeedHeadRow)
FIELDS = tuple(Notice.__dataclass_fields__)
COLUMNS = [NOTICES.c[name] for name in FIELDS]
ADD = Prepared(lambda _: insert(NOTICES))
MARK = {
    "sqlite": sqlite.insert(READS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(READS).on_conflict_do_nothing(),
}


class NoticeStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, notices: Sequence[Notice]) -> None:
        with self._database.write() as session:
            ADD.run_many(session, [vars(each) for each in notices])

    def page(self, reader: Reader, after: str | None, limit: int) -> list[tuple[Notice, datetime | None]]:
        query = _for(reader, *COLUMNS, READS.c.read_at).order_by(NOTICES.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(NOTICES.c.id < after)
        with self._database.read() as session:
            return [(Notice(*row[:-1]), row[-1]) for row in session.execute(query)]

    def unread(self, reader: Reader, most: int) -> int:
        some = _unread(reader, NOTICES.c.id).limit(most).subquery()
        with self._database.read() as session:
            return int(session.execute(select(func.count()).select_from(some)).scalar_one())

    def mark(self, reader: Reader, ids: Sequence[str] | None, through: str | None, at: datetime) -> None:
        query = _unread(reader, NOTICES.c.branch_id, NOTICES.c.id)
        if ids is not None:
            query = query.where(NOTICES.c.id.in_(ids))
        if through is not None:
            query = query.where(NOTICES.c.id <= through)
        with self._database.write() as session:
            rows = [
                {"branch_id": branch_id, "user_id": reader.user_id, "notice_id": notice_id, "read_at": at}
                for branch_id, notice_id in session.execute(query)
            ]
            if rows:
                session.execute(MARK[self._database.dialect], rows)

    def heads(self, branch_id: str | None, scopes: Sequence[str]) -> dict[str, int]:
        """How far each has grown, in this branch or in all of them together."""
        query = select(HEADS.c.scope, func.sum(HEADS.c.seq)).where(HEADS.c.scope.in_(scopes)).group_by(HEADS.c.scope)
        if branch_id is not None:
            query = query.where(HEADS.c.branch_id == branch_id)
        with self._database.read() as session:
            return {scope: int(seq) for scope, seq in session.execute(query)}


def _unread(reader: Reader, *columns: Any) -> Select[Any]:
    return _for(reader, *columns).where(READS.c.read_at.is_(None))


def _for(reader: Reader, *columns: Any) -> Select[Any]:
    """What is theirs to read: caused by somebody else, about what they may see, and never their own work to approve."""
    read = and_(
        READS.c.branch_id == NOTICES.c.branch_id,
        READS.c.notice_id == NOTICES.c.id,
        READS.c.user_id == reader.user_id,
    )
    record = and_(RECORDS.c.branch_id == NOTICES.c.branch_id, RECORDS.c.id == NOTICES.c.record_id)
    joined = NOTICES.outerjoin(READS, read).outerjoin(RECORDS, record)
    conditions = [
        NOTICES.c.audience.in_(reader.audiences),
        or_(NOTICES.c.by.is_(None), NOTICES.c.by != reader.user_id),
        or_(NOTICES.c.code != "to_approve", RECORDS.c.created_by != reader.user_id),
        or_(NOTICES.c.record_id.is_(None), _may_see(reader)),
    ]
    if not reader.every:
        conditions.append(NOTICES.c.branch_id == reader.reach.branch_id)
    return select(*columns).select_from(joined).where(*conditions)


def _may_see(reader: Reader) -> Any:
    reach = reader.reach
    of_kind = RECORDS.c.kind.in_(sorted(reach.kinds))
    return of_kind if reach.department is None else and_(of_kind, concerns(reach.branch_id, reach.department))
