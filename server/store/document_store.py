"""Documents in the database: the newest version of each, claims for the renderers, pages for the document centre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Table, and_, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.document_life import Document
from server.services.ports_documents import DocumentQuery
from server.store.among import among_given
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.documents import DocumentRow

TABLE = cast(Table, DocumentRow.__table__)
COLUMNS = [TABLE.c[name] for name in Document.__dataclass_fields__]
OF_RECORDS = Prepared(
    lambda dialect: (
        select(*COLUMNS)
        .where(TABLE.c.branch_id == given("branch_id"), among_given(dialect, TABLE.c.record_id, "record_ids"))
        .order_by(TABLE.c.version)
    )
)


class DocumentStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def document(self, branch_id: str, document_id: str) -> Document | None:
        return next(iter(self._documents(TABLE.c.branch_id == branch_id, TABLE.c.id == document_id)), None)

    def newest_of_records(self, branch_id: str, record_ids: Iterable[str]) -> dict[tuple[str, str], Document]:
        with self._database.read() as session:
            found = OF_RECORDS.rows(session, branch_id=branch_id, record_ids=record_ids)
        # In the order of versions: the last one stays.
        return {(str(each.record_id), each.code): each for each in (Document(*row) for row in found)}

    def newest_of_period(self, branch_id: str, code: str, period: str) -> Document | None:
        found = self._documents(TABLE.c.branch_id == branch_id, TABLE.c.code == code, TABLE.c.period == period)
        return found[-1] if found else None

    def versions(self, document: Document) -> list[Document]:
        """All versions of the same document, this one among them, in their order."""
        same = (TABLE.c.record_id == document.record_id) if document.record_id else (TABLE.c.period == document.period)
        return self._documents(TABLE.c.branch_id == document.branch_id, TABLE.c.code == document.code, same)

    def add(self, documents: Sequence[Document]) -> None:
        if documents:
            with self._database.write() as session:
                session.execute(insert(TABLE), [_values(document) for document in documents])

    def add_of_period(self, document: Document) -> Document:
        """The document, or the one that somebody else asked for at the same moment."""
        dialect: Any = postgresql if self._database.dialect == "postgresql" else sqlite
        with self._database.write() as session:
            session.execute(dialect.insert(TABLE).values(_values(document)).on_conflict_do_nothing())
        return self.newest_of_period(document.branch_id, document.code, str(document.period)) or document

    def change(self, document: Document, **values: object) -> None:
        self._update(document, [], values)

    def anything_due(self, at: datetime) -> bool:
        """Without a lock: workers ask every second, and mostly there is nothing."""
        with self._database.read() as session:
            return session.execute(select(TABLE.c.id).where(_due(at)).limit(1)).first() is not None

    def claim(self, at: datetime, until: datetime, token: str) -> Document | None:
        """The oldest document that is ready, or whose renderer was not heard of again; nobody else gets it until `until`."""
        oldest = select(TABLE.c.branch_id, TABLE.c.id).where(_due(at)).order_by(TABLE.c.id).limit(1)
        with self._database.write() as session:
            key = session.execute(oldest.with_for_update(skip_locked=True)).first()
            if key is None:
                return None
            taken = (
                update(TABLE)
                .where(TABLE.c.branch_id == key.branch_id, TABLE.c.id == key.id)
                .values(state="rendering", lease_token=token, lease_until=until, attempts=TABLE.c.attempts + 1)
                .returning(*COLUMNS)
            )
            return Document(*session.execute(taken).one())

    def settle(self, document: Document, **values: object) -> bool:
        """Ends a claim with these values; False when the claim was lost meanwhile (declared void, or taken by another)."""
        mine = [TABLE.c.state == "rendering", TABLE.c.lease_token == document.lease_token]
        return self._update(document, mine, {"lease_token": None, "lease_until": None, **values}) == 1

    def page(self, branch_id: str, wanted: DocumentQuery, after: str | None, limit: int) -> list[Document]:
        """Newest first, from the id after which the page before ended."""
        conditions = [TABLE.c.branch_id == branch_id, *_wanted(wanted)]
        if after is not None:
            conditions.append(TABLE.c.id < after)
        query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.id.desc()).limit(limit)
        with self._database.read() as session:
            return [Document(*row) for row in session.execute(query)]

    def _documents(self, *conditions: Any) -> list[Document]:
        query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.version)
        with self._database.read() as session:
            return [Document(*row) for row in session.execute(query)]

    def _update(self, document: Document, conditions: list[Any], values: dict[str, Any]) -> int:
        named = update(TABLE).where(TABLE.c.branch_id == document.branch_id, TABLE.c.id == document.id, *conditions)
        with self._database.write() as session:
            done = session.execute(named.values(**values))
            return done.rowcount if isinstance(done, CursorResult) else 0


def _due(at: datetime) -> Any:
    rested = or_(TABLE.c.lease_until.is_(None), TABLE.c.lease_until <= at)
    return and_(TABLE.c.state.in_(("ready", "rendering")), rested)


def _wanted(wanted: DocumentQuery) -> list[Any]:
    conditions: list[Any] = []
    if wanted.code:
        conditions.append(TABLE.c.code == wanted.code)
    if wanted.state:
        conditions.append(TABLE.c.state == wanted.state)
    if wanted.first:
        conditions.append(TABLE.c.requested_at >= wanted.first)
    if wanted.before:
        conditions.append(TABLE.c.requested_at < wanted.before)
    if wanted.text:
        columns = (TABLE.c.serial, TABLE.c.record_no, TABLE.c.period, TABLE.c.summary)
        found = [func.lower(column).contains(wanted.text.lower(), autoescape=True) for column in columns]
        conditions.append(or_(*found))
    return conditions


def _values(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in Document.__dataclass_fields__}
