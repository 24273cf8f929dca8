"""Records at their newest revision, for deciding and for whoever reads them by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from server.domain.moments import to_wire
from server.records import Kind
from server.services.show_record import ShownText, shown_text
from server.store.among import among
from server.store.base import table_of
from server.store.bulk import insert_rows
from server.store.database import Database
from server.store.sealed_payload import SealedPayload
from server.store.tables.records import RecordLinkRow, RecordRow
from sync.server.state import RecordState

RECORDS = table_of(RecordRow)
ADD = insert(RECORDS)
LINKS = table_of(RecordLinkRow)
STATE = tuple(RecordState.__dataclass_fields__)
COLUMNS = [RECORDS.c[name] for name in STATE]


class RecordStore:
    """`version` of the contract by which records are shown: what was written by another one is not trusted. `sealed` keeps
    what kinds that are sealed say from whoever reads the database."""

    def __init__(
        self,
        database: Database,
        kinds: Mapping[str, Kind],
        version: Callable[[], str],
        sealed: SealedPayload | None = None,
    ) -> None:
        self._database = database
        self._kinds = kinds
        self._version = version
        self._sealed = sealed

    def record(self, branch_id: str, record_id: str) -> RecordState | None:
        return self.records(branch_id, [record_id]).get(record_id)

    def records(self, branch_id: str, ids: Iterable[str]) -> dict[str, RecordState]:
        query = select(*COLUMNS).where(
            RECORDS.c.branch_id == branch_id, among(self._database.dialect, RECORDS.c.id, ids)
        )
        with self._database.read() as session:
            return {row.id: self._state(row) for row in session.execute(query)}

    def _state(self, row: Any) -> RecordState:
        record = RecordState(*row)
        return record if self._sealed is None else self._sealed.opened(record)

    def shown(self, branch_id: str, ids: Iterable[str]) -> list[ShownText]:
        """The records as texts that need no reading; those of an older contract are written anew."""
        known = (RECORDS.c.branch_id == branch_id, among(self._database.dialect, RECORDS.c.id, ids))
        query = select(RECORDS.c.id, RECORDS.c.created_by, RECORDS.c.shown, RECORDS.c.shown_by).where(*known)
        with self._database.read() as session:
            rows = session.execute(query).all()
        current = [ShownText(row.id, row.created_by, row.shown) for row in rows if row.shown_by == self._version()]
        outdated = self.records(branch_id, [row.id for row in rows if row.shown_by != self._version()]).values()
        return current + [ShownText(each.id, each.created_by, self._text(each)) for each in outdated]

    def _text(self, record: RecordState) -> str:
        return shown_text(record, self._kinds[record.kind])

    def happened(self, branch_id: str, kind: str, start: datetime, end: datetime) -> list[RecordState]:
        """What happened from `start` on and before `end`, in the order in which it happened."""
        query = (
            select(*COLUMNS)
            .where(RECORDS.c.branch_id == branch_id, RECORDS.c.kind == kind)
            .where(RECORDS.c.occurred_at >= to_wire(start), RECORDS.c.occurred_at < to_wire(end))
            .order_by(RECORDS.c.occurred_at, RECORDS.c.id)
        )
        with self._database.read() as session:
            return [self._state(row) for row in session.execute(query)]

    def any_happened(self, branch_id: str, kinds: Iterable[str], start: datetime, end: datetime) -> bool:
        """Whether any record of these kinds happened from `start` on and before `end`."""
        query = select(RECORDS.c.id).where(
            RECORDS.c.branch_id == branch_id,
            RECORDS.c.kind.in_(list(kinds)),
            RECORDS.c.occurred_at >= to_wire(start),
            RECORDS.c.occurred_at < to_wire(end),
        )
        with self._database.read() as session:
            return session.execute(query.limit(1)).first() is not None

    def linking(self, branch_id: str, ids: Iterable[str]) -> dict[str, list[RecordState]]:
        """By each of these ids the records that name it in their links, oldest first."""
        query = (
            select(LINKS.c.to_id, *COLUMNS)
            .join(LINKS, (LINKS.c.branch_id == RECORDS.c.branch_id) & (LINKS.c.from_id == RECORDS.c.id))
            .where(LINKS.c.branch_id == branch_id, among(self._database.dialect, LINKS.c.to_id, ids))
            .order_by(RECORDS.c.created_at, RECORDS.c.id)
        )
        found: dict[str, list[RecordState]] = {}
        with self._database.read() as session:
            for to_id, *row in session.execute(query):
                found.setdefault(to_id, []).append(self._state(row))
        return found

    def add(self, records: Sequence[RecordState]) -> None:
        if not records:
            return
        with self._database.write() as session:
            insert_rows(session, ADD, [self._values(record) for record in records])
            links = [link for record in records for link in self._links(record)]
            if links:
                session.execute(insert(LINKS), links)

    def change(self, records: Sequence[RecordState]) -> None:
        if not records:
            return
        with self._database.write() as session:
            named = update(RECORDS).where(
                RECORDS.c.branch_id == bindparam("of_branch"), RECORDS.c.id == bindparam("of_record")
            )
            session.execute(named, [_named(self._values(record)) for record in records])
            self._relink(session, [record for record in records if self._kinds[record.kind].may_link])

    def _relink(self, session: Any, records: Sequence[RecordState]) -> None:
        if not records:
            return
        branch_id = records[0].branch_id
        gone = delete(LINKS).where(LINKS.c.branch_id == branch_id, LINKS.c.from_id.in_([each.id for each in records]))
        session.execute(gone)
        links = [link for record in records for link in self._links(record)]
        if links:
            session.execute(insert(LINKS), links)

    def _values(self, record: RecordState) -> dict[str, Any]:
        kind = self._kinds[record.kind]
        kept = record if self._sealed is None else self._sealed.closed(record)
        return {
            **vars(kept),
            "contributors": list(record.contributors),
            "department": kind.department(record.status, record.payload),
            "due_at": kind.due_at(record.status, record.payload),
            "step_due_at": kind.step_due_at(record.status, record.payload),
            "search": _search_text(kind, kept),
            "shown": self._text(kept),
            "shown_by": self._version(),
        }

    def _links(self, record: RecordState) -> list[dict[str, str]]:
        named = self._kinds[record.kind].linked(record.payload)
        return [{"branch_id": record.branch_id, "from_id": record.id, "to_id": to} for to in named]


def _search_text(kind: Kind, record: RecordState) -> str:
    """Never more than a reader may see: personal values stand in it masked."""
    shown = kind.masked({code: record.payload.get(code) for code in kind.search})
    return "\n".join([record.no or "", *(str(value) for value in shown.values() if value is not None)]).lower()


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "of_branch": values.pop("branch_id"), "of_record": values.pop("id")}
