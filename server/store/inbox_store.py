"""The inbox read from the records, by its two indexes (tables/inbox.py)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_, update

from server.services.escalate_overdue import Overdue
from server.services.read_inbox import Entry, Open, Position
from server.store.answer_store import answered_by
from server.store.database import Database
from server.store.tables.records import RecordRow


class InboxStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def open_page(
        self, branch_id: str, department: str, open_states: Open, after: Position | None, limit: int
    ) -> list[Entry]:
        return self._entries(open_query(branch_id, department, open_states, after).limit(limit))

    def done_page(
        self, branch_id: str, department: str, open_states: Open, after: Position | None, limit: int
    ) -> list[Entry]:
        """Each by an index of its own: `or` would read the whole branch."""
        own = self._entries(done_query(branch_id, department, open_states, after).limit(limit))
        gone_on = self._entries(gone_on_query(branch_id, department, open_states, after).limit(limit))
        return sorted(own + gone_on, key=lambda each: (each.updated_at, each.id), reverse=True)[:limit]

    def counts(self, branch_id: str, department: str, open_states: Open, now: str) -> tuple[int, int]:
        overdue = func.count().filter(RecordRow.due_at <= now)
        wanted = select(func.count(), overdue).where(*_addressed(branch_id, department), _is_open(open_states))
        with self._database.read() as session:
            opened, late = session.execute(wanted).one()
        return int(opened), int(late)

    def overdue(self, branch_id: str, now: str, limit: int) -> list[Overdue]:
        wanted = (
            select(RecordRow.kind, RecordRow.id, RecordRow.rev, RecordRow.status, RecordRow.payload)
            .where(RecordRow.branch_id == branch_id, RecordRow.step_due_at.is_not(None), RecordRow.step_due_at <= now)
            .order_by(RecordRow.step_due_at, RecordRow.id)
            .limit(limit)
        )
        with self._database.read() as session:
            return [Overdue(*row) for row in session.execute(wanted)]

    def leave(self, branch_id: str, record_id: str, rev: int) -> None:
        known = (RecordRow.branch_id == branch_id, RecordRow.id == record_id, RecordRow.rev == rev)
        with self._database.write() as session:
            session.execute(update(RecordRow).where(*known).values(step_due_at=None))

    def _entries(self, query: Select[str, str | None, str]) -> list[Entry]:
        with self._database.read() as session:
            return [Entry(record_id, due_at, at) for record_id, due_at, at in session.execute(query)]


def open_query(
    branch_id: str, department: str, open_states: Open, after: Position | None
) -> Select[str, str | None, str]:
    query = _columns().where(*_addressed(branch_id, department), _is_open(open_states))
    if after is not None:
        query = query.where(_later_due(after))
    return query.order_by(RecordRow.due_at.nulls_last(), RecordRow.id)


def done_query(
    branch_id: str, department: str, open_states: Open, after: Position | None
) -> Select[str, str | None, str]:
    of_inbox = and_(RecordRow.kind.in_(sorted(open_states)), ~_is_open(open_states))
    return _last_changed(_columns().where(*_addressed(branch_id, department), of_inbox), after)


def gone_on_query(
    branch_id: str, department: str, open_states: Open, after: Position | None
) -> Select[str, str | None, str]:
    """What the department took a step on and another has now, or nobody."""
    answered = and_(RecordRow.branch_id == branch_id, RecordRow.id.in_(answered_by(branch_id, department)))
    elsewhere = and_(RecordRow.kind.in_(sorted(open_states)), RecordRow.department.is_distinct_from(department))
    return _last_changed(_columns().where(answered, elsewhere), after)


def _last_changed(query: Select[str, str | None, str], after: Position | None) -> Select[str, str | None, str]:
    if after is not None:
        query = query.where(tuple_(RecordRow.updated_at, RecordRow.id) < tuple_(after.at or "", after.id))
    return query.order_by(RecordRow.updated_at.desc(), RecordRow.id.desc())


def _columns() -> Select[str, str | None, str]:
    return select(RecordRow.id, RecordRow.due_at, RecordRow.updated_at)


def _addressed(branch_id: str, department: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return RecordRow.branch_id == branch_id, RecordRow.department == department


def _is_open(open_states: Open) -> ColumnElement[bool]:
    """The states alone lead the index; the pairs, which no index tempts the planner with, tell kinds of like states apart."""
    every = sorted({state for states in open_states.values() for state in states})
    pairs = sorted(f"{kind}.{state}" for kind, states in open_states.items() for state in states)
    return and_(RecordRow.status.in_(every), (RecordRow.kind + "." + RecordRow.status).in_(pairs))


def _later_due(after: Position) -> ColumnElement[bool]:
    if after.at is None:
        return and_(RecordRow.due_at.is_(None), RecordRow.id > after.id)
    return or_(RecordRow.due_at.is_(None), tuple_(RecordRow.due_at, RecordRow.id) > tuple_(after.at, after.id))
