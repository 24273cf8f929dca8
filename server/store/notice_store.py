"""Notices in the database: added with the change they tell of, read by scope and by what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from server.domain.notices import Notice
from server.services.read_notices import Reader
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared
from server.store.record_list import concerns
from server.store.record_store import RECORDS
from server.store.tables.feed import FeedHeadRow
from server.store.tables.notices import NoticeMarkRow, NoticeReadRow, NoticeRow

NOTICES, MARKS, READS = table_of(NoticeRow), table_of(NoticeMarkRow), table_of(NoticeReadRow)
HEADS = table_of(FeedHeadRow)
FIELDS = tuple(Notice.__dataclass_fields__)
COLUMNS = [NOTICES.c[name] for name in FIELDS]
ADD = Prepared(lambda _: insert(NOTICES))


class NoticeStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, notices: Sequence[Notice]) -> None:
        with self._database.write() as session:
            ADD.run_many(session, [vars(each) for each in notices])

    def page(self, reader: Reader, after: str | None, limit: int) -> list[tuple[Notice, bool]]:
        with self._database.read() as session:
            marks = _marks(session, reader)
            found = [
                (Notice(*row[:-1]), row[-1] is not None or row.id < marks.get(scope, ""))
                for scope in reader.scopes
                for row in session.execute(_newest(reader, scope, after).limit(limit))
            ]
        return sorted(found, key=lambda each: each[0].id, reverse=True)[:limit]

    def unread(self, reader: Reader, most: int) -> int:
        with self._database.read() as session:
            marks, count = _marks(session, reader), 0
            for scope in reader.scopes:
                unread = _unread(reader, scope, marks.get(scope, ""))
                count += len(session.execute(unread.order_by(NOTICES.c.id.desc()).limit(most - count)).all())
            return count

    def mark(self, reader: Reader, ids: Sequence[str] | None, through: str | None, settled: str) -> None:
        with self._database.write() as session:
            marks = _marks(session, reader)
            for scope in reader.scopes:
                before = marks.get(scope, "")
                known = before if through is None else max(before, min(through, settled))
                self._note(session, reader, scope, _named(_unread(reader, scope, known), ids, through))
                first = session.execute(_unread(reader, scope, known).order_by(NOTICES.c.id).limit(1)).scalar()
                read = max(known, settled if first is None else min(first, settled))
                if read > before:
                    self._advance(session, reader, scope, read)

    def heads(self, branch_id: str | None, scopes: Sequence[str]) -> dict[str, int]:
        """How far each has grown, in this branch or in all of them together."""
        query = select(HEADS.c.scope, func.sum(HEADS.c.seq)).where(HEADS.c.scope.in_(scopes)).group_by(HEADS.c.scope)
        if branch_id is not None:
            query = query.where(HEADS.c.branch_id == branch_id)
        with self._database.read() as session:
            return {scope: int(seq) for scope, seq in session.execute(query)}

    def _note(self, session: Session, reader: Reader, scope: str, named: Select[Any]) -> None:
        rows = [{**_key(reader, scope), "notice_id": each} for each in session.execute(named).scalars()]
        if rows:
            session.execute(insertion(self._database.dialect, READS).on_conflict_do_nothing(), rows)

    def _advance(self, session: Session, reader: Reader, scope: str, before: str) -> None:
        """Never back, should the same person be reading elsewhere; what lies behind the mark needs no row of its own."""
        moved = insertion(self._database.dialect, MARKS).values(**_key(reader, scope), before=before)
        session.execute(
            moved.on_conflict_do_update(
                index_elements=list(MARKS.primary_key),
                set_={"before": moved.excluded.before},
                where=MARKS.c.before < moved.excluded.before,
            )
        )
        session.execute(delete(READS).where(*_theirs(READS, reader, scope), READS.c.notice_id < before))


def _key(reader: Reader, scope: str) -> dict[str, str]:
    return {"branch_id": reader.reach.branch_id, "user_id": reader.user_id, "scope": scope}


def _theirs(table: Any, reader: Reader, scope: str) -> list[Any]:
    return [table.c[name] == value for name, value in _key(reader, scope).items()]


def _marks(session: Session, reader: Reader) -> dict[str, str]:
    query = select(MARKS.c.scope, MARKS.c.before).where(
        MARKS.c.branch_id == reader.reach.branch_id, MARKS.c.user_id == reader.user_id
    )
    return dict(session.execute(query).all())


def _newest(reader: Reader, scope: str, after: str | None) -> Select[Any]:
    query = _for(reader, scope, *COLUMNS, READS.c.notice_id).order_by(NOTICES.c.id.desc())
    return query if after is None else query.where(NOTICES.c.id < after)


def _unread(reader: Reader, scope: str, before: str) -> Select[Any]:
    return _for(reader, scope, NOTICES.c.id).where(NOTICES.c.id >= before, READS.c.notice_id.is_(None))


def _named(query: Select[Any], ids: Sequence[str] | None, through: str | None) -> Select[Any]:
    if ids is not None:
        query = query.where(NOTICES.c.id.in_(ids))
    return query if through is None else query.where(NOTICES.c.id <= through)


def _for(reader: Reader, scope: str, *columns: Any) -> Select[Any]:
    """What is theirs to read: caused by somebody else, about what they may see, and never their own work to approve."""
    read = and_(*_theirs(READS, reader, scope), READS.c.notice_id == NOTICES.c.id)
    record = and_(RECORDS.c.branch_id == NOTICES.c.branch_id, RECORDS.c.id == NOTICES.c.record_id)
    conditions = [
        NOTICES.c.scope == scope,
        or_(NOTICES.c.by.is_(None), NOTICES.c.by != reader.user_id),
        or_(NOTICES.c.code != "to_approve", RECORDS.c.created_by != reader.user_id),
        or_(NOTICES.c.record_id.is_(None), _may_see(reader)),
    ]
    if not reader.every:
        conditions.append(NOTICES.c.branch_id == reader.reach.branch_id)
    joined = NOTICES.outerjoin(READS, read).outerjoin(RECORDS, record)
    return select(*columns).select_from(joined).where(*conditions)


def _may_see(reader: Reader) -> Any:
    reach = reader.reach
    of_kind = RECORDS.c.kind.in_(sorted(reach.kinds))
    return of_kind if reach.department is None else and_(of_kind, concerns(reach.branch_id, reach.department))
