"""Documents in the database: the newest version of each, claims for the renderers, and what each can be found by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Table, and_, case, func, insert, null, or_, select, update
from sqlalchemy.orm import Session

from server.documents.reasons import NOT_KEPT
from server.domain.document_life import Copy, Document
from server.store.among import among_given
from server.store.database import Database
from server.store.document_words import Described, describe, describe_new, described
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.documents import CopyRow, DocumentRow

TABLE = cast(Table, DocumentRow.__table__)
COPIES = cast(Table, CopyRow.__table__)
MOST_COPIES = 100
COLUMNS = [TABLE.c[name] for name in Document.__dataclass_fields__]
OF_RECORDS = Prepared(
    lambda dialect: (
        select(*COLUMNS)
        .where(TABLE.c.branch_id == given("branch_id"), among_given(dialect, TABLE.c.record_id, "record_ids"))
        .order_by(TABLE.c.version)
    )
)


Titles = Callable[[Document], Iterable[str]]


class DocumentStore:
    """`titles` says what a document is called, in every language in which it may be looked for."""

    def __init__(self, database: Database, titles: Titles = lambda _: ()) -> None:
        self._database = database
        self._titles = titles

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
                self._added(session, insert(TABLE), documents)

    def add_once(self, document: Document) -> Document:
        """The document, or the same version that somebody else asked for at the same moment."""
        with self._database.write() as session:
            self._added(session, insertion(self._database.dialect, TABLE).on_conflict_do_nothing(), [document])
        return next((each for each in self.versions(document) if each.version == document.version), document)

    def add_of_period(self, document: Document) -> Document:
        return self.add_once(document)

    def describe(self, document: Document, printed: Iterable[str] = ()) -> None:
        """What it can be found by from now on: what it is called, its numbers, and what it prints."""
        with self._database.write() as session:
            describe(session, self._described(document, printed))

    def turn(self, document: Document, **values: object) -> bool:
        """Changes it if it still is in the state it was read in."""
        return self._update(document, [TABLE.c.state == document.state], values) == 1

    def waiting(self) -> list[Document]:
        return self._documents(TABLE.c.state == "waiting")

    def count_copy(self, document: Document, copy: Copy) -> int:
        """Which copy of the file this one is; who took it, how, and why, is kept under that number."""
        counted = (
            update(TABLE)
            .where(TABLE.c.branch_id == document.branch_id, TABLE.c.id == document.id)
            .values(copies=TABLE.c.copies + 1)
            .returning(TABLE.c.copies)
        )
        with self._database.write() as session:
            number = int(session.execute(counted).scalar_one())
            row = {"branch_id": document.branch_id, "document_id": document.id, **vars(replace(copy, number=number))}
            session.execute(insert(COPIES).values(row))
            return number

    def copies(self, document: Document) -> list[Copy]:
        """The newest first."""
        mine = (COPIES.c.branch_id == document.branch_id, COPIES.c.document_id == document.id)
        columns = [COPIES.c[name] for name in Copy.__dataclass_fields__]
        with self._database.read() as session:
            found = session.execute(select(*columns).where(*mine).order_by(COPIES.c.number.desc()).limit(MOST_COPIES))
            return [Copy(*row) for row in found]

    def change(self, document: Document, **values: object) -> None:
        self._update(document, [], values)

    def anything_due(self, at: datetime) -> bool:
        """Without a lock: workers ask every second, and mostly there is nothing."""
        with self._database.read() as session:
            return session.execute(select(TABLE.c.id).where(_due(at)).limit(1)).first() is not None

    def claim(self, at: datetime, until: datetime, token: str) -> Document | None:
        """The oldest document that is ready, whose renderer was not heard of again, or whose file could not be kept a while
        ago; nobody else gets it until `until`."""
        oldest = select(TABLE.c.branch_id, TABLE.c.id).where(_due(at)).order_by(TABLE.c.id).limit(1)
        with self._database.write() as session:
            key = session.execute(oldest.with_for_update(skip_locked=True)).first()
            if key is None:
                return None
            unkept = TABLE.c.reason == NOT_KEPT
            attempts = case((unkept, 1), else_=TABLE.c.attempts + 1)
            reason = case((unkept, null()), else_=TABLE.c.reason)
            taken = (
                update(TABLE)
                .where(TABLE.c.branch_id == key.branch_id, TABLE.c.id == key.id)
                .values(state="rendering", lease_token=token, lease_until=until, attempts=attempts, reason=reason)
                .returning(*COLUMNS)
            )
            return Document(*session.execute(taken).one())

    def settle(self, document: Document, **values: object) -> bool:
        """Ends a claim with these values; False when the claim was lost meanwhile (declared void, or taken by another)."""
        mine = [TABLE.c.state == "rendering", TABLE.c.lease_token == document.lease_token]
        return self._update(document, mine, {"lease_token": None, "lease_until": None, **values}) == 1

    def _documents(self, *conditions: Any) -> list[Document]:
        query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.version)
        with self._database.read() as session:
            return [Document(*row) for row in session.execute(query)]

    def _added(self, session: Session, inserting: Any, documents: Sequence[Document]) -> None:
        rows = [_values(document) for document in documents]
        if self._database.dialect == "sqlite":  # whose one writer counts by itself
            last = session.execute(select(func.max(TABLE.c.no))).scalar() or 0
            rows = [{**row, "no": last + place} for place, row in enumerate(rows, start=1)]
        places = {row.id: row.no for row in session.execute(inserting.returning(TABLE.c.id, TABLE.c.no), rows)}
        new = [replace(each, no=places[each.id]) for each in documents if each.id in places]
        if new:
            describe_new(session, [self._described(each) for each in new])

    def _described(self, document: Document, printed: Iterable[str] = ()) -> Described:
        return described(document.branch_id, document.no, [*self._names(document), *printed])

    def _names(self, document: Document) -> list[str]:
        said = (document.code, document.serial, document.record_no, document.period, document.summary)
        return [*self._titles(document), *(each for each in said if each)]

    def _update(self, document: Document, conditions: list[Any], values: dict[str, Any]) -> int:
        named = update(TABLE).where(TABLE.c.branch_id == document.branch_id, TABLE.c.id == document.id, *conditions)
        with self._database.write() as session:
            done = session.execute(named.values(**values))
            return done.rowcount if isinstance(done, CursorResult) else 0


def _due(at: datetime) -> Any:
    rested = or_(TABLE.c.lease_until.is_(None), TABLE.c.lease_until <= at)
    wanted = or_(TABLE.c.state.in_(("ready", "rendering")), and_(TABLE.c.state == "failed", TABLE.c.reason == NOT_KEPT))
    return and_(wanted, rested)


def _values(document: Document) -> dict[str, object]:
    """Its place in the lists is the database's to give."""
    return {name: getattr(document, name) for name in Document.__dataclass_fields__ if name != "no"}
