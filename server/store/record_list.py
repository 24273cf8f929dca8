"""Lists of records by key, newest or oldest first, and the rule of what an agent may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, or_, select, tuple_

from server.services.see_records import Filter, Reach
from server.store.answer_store import answered_by
from server.store.database import Database
from server.store.record_store import COLUMNS, LINKS, RECORDS
from server.store.sealed_payload import SealedPayload
from sync.server.state import RecordState

ESCAPE = "\\"


class RecordList:
    def __init__(self, database: Database, sealed: SealedPayload | None = None) -> None:
        self._database = database
        self._sealed = sealed

    def page(self, reach: Reach, wanted: Filter) -> list[RecordState]:
        query = select(*COLUMNS).where(*_within(reach), *_matching(wanted))
        place = (RECORDS.c.occurred_at, RECORDS.c.id)
        order = place if wanted.oldest_first else [column.desc() for column in place]
        with self._database.read() as session:
            return [self._state(row) for row in session.execute(query.order_by(*order).limit(wanted.limit))]

    def count(self, reach: Reach, wanted: Filter) -> int:
        query = select(func.count()).select_from(RECORDS).where(*_within(reach), *_matching(wanted))
        with self._database.read() as session:
            return int(session.execute(query).scalar_one())

    def visible(self, reach: Reach, record_id: str) -> bool:
        query = select(RECORDS.c.id).where(*_within(reach), RECORDS.c.id == record_id)
        with self._database.read() as session:
            return session.execute(query).first() is not None

    def naming(self, reach: Reach, record_id: str, limit: int) -> list[RecordState]:
        names_it = select(LINKS.c.from_id).where(LINKS.c.branch_id == reach.branch_id, LINKS.c.to_id == record_id)
        query = select(*COLUMNS).where(*_within(reach), RECORDS.c.id.in_(names_it))
        ordered = query.order_by(RECORDS.c.occurred_at.desc(), RECORDS.c.id.desc()).limit(limit)
        with self._database.read() as session:
            return [self._state(row) for row in session.execute(ordered)]

    def _state(self, row: Any) -> RecordState:
        record = RecordState(*row)
        return record if self._sealed is None else self._sealed.opened(record)


def _within(reach: Reach) -> list[Any]:
    conditions = [RECORDS.c.branch_id == reach.branch_id, RECORDS.c.kind.in_(sorted(reach.kinds))]
    return conditions if reach.department is None else [*conditions, concerns(reach.branch_id, reach.department)]


def concerns(branch_id: str, department: str) -> Any:
    """What is addressed to a department, what it took a step on, and what a record addressed to it names."""
    asking = RECORDS.alias("asking")
    linked = (
        select(LINKS.c.to_id)
        .join(asking, and_(asking.c.branch_id == LINKS.c.branch_id, asking.c.id == LINKS.c.from_id))
        .where(LINKS.c.branch_id == RECORDS.c.branch_id, LINKS.c.to_id == RECORDS.c.id)
        .where(asking.c.department == department)
    )
    answered = RECORDS.c.id.in_(answered_by(branch_id, department))
    return or_(RECORDS.c.department == department, answered, linked.exists())


def _matching(wanted: Filter) -> list[Any]:
    conditions: list[Any] = [RECORDS.c.search.like(f"%{_literal(word)}%", escape=ESCAPE) for word in wanted.words]
    if wanted.kind is not None:
        conditions.append(RECORDS.c.kind == wanted.kind)
    if wanted.status is not None:
        conditions.append(RECORDS.c.status == wanted.status)
    if wanted.waiting is not None:
        conditions.append(tuple_(RECORDS.c.kind, RECORDS.c.status).in_(sorted(wanted.waiting)))
    if wanted.due_before is not None:
        conditions.append(RECORDS.c.due_at <= wanted.due_before)
    if wanted.numbers is not None:
        conditions.append(RECORDS.c.no.in_(wanted.numbers))
    if wanted.first is not None:
        conditions.append(RECORDS.c.occurred_at >= wanted.first)
    if wanted.last is not None:
        conditions.append(RECORDS.c.occurred_at < wanted.last)
    if wanted.after is not None:
        place, after = tuple_(RECORDS.c.occurred_at, RECORDS.c.id), tuple_(*wanted.after)
        conditions.append(place > after if wanted.oldest_first else place < after)
    return conditions


def _literal(word: str) -> str:
    for special in (ESCAPE, "%", "_"):
        word = word.replace(special, ESCAPE + special)
    return word
