"""Records at their newest revision, for deciding and for whoever reads them by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from server.domain.moments import to_wire
from server.records import Kind
from server.services.show_record import ShownText, shown_text
from server.store.among import among, among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.sealed_payload import SealedPayload
from server.store.tables.records import RecordLinkRow, RecordRow
from sync.server.state import RecordState

RECORDS = table_of(RecordRow)
LINKS = table_of(RecordLinkRow)
STATE = tuple(RecordState.__dataclass_fields__)
COLUMNS = [RECORDS.c[name] for name in STATE]
OF_BRANCH = RECORDS.c.branch_id == given("branch_id")
SHOWN = (RECORDS.c.id, RECORDS.c.created_by, RECORDS.c.shown, RECORDS.c.shown_by)
BY_IDS = Prepared(lambda dialect: select(*COLUMNS).where(OF_BRANCH, among_given(dialect, RECORDS.c.id, "ids")))
SHOWN_BY_IDS = Prepared(lambda dialect: select(*SHOWN).where(OF_BRANCH, among_given(dialect, RECORDS.c.id, "ids")))
ADD = Prepared(lambda _: insert(RECORDS))
CHANGED = [column for column in RECORDS.columns if column.name not in ("branch_id", "id")]
CHANGE = Prepared(
    lambda _: (
        update(RECORDS)
        .where(RECORDS.c.branch_id == given("of_branch"), RECORDS.c.id == given("of_record"))
        .values({column: given(f"to_{column.name}") for column in CHANGED})
    )
)
LINK = Prepared(lambda _: insert(LINKS))
UNLINK = Prepared(
    lambda dialect: delete(LINKS).where(
        LINKS.c.branch_id == given("branch_id"), among_given(dialect, LINKS.c.from_id, "from_ids")
    )
)


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
        with self._database.read() as session:
            found = BY_IDS.rows(session, branch_id=branch_id, ids=ids)
        return {record.id: record for record in map(self._state, found)}

    def _state(self, row: Any) -> RecordState:
        record = RecordState(*row)
        return record if self._sealed is None else self._sealed.opened(record)

    def shown(self, branch_id: str, ids: Iterable[str]) -> list[ShownText]:
        """The records as texts that need no reading; those of an older contract are written anew."""
        with self._database.read() as session:
            rows = SHOWN_BY_IDS.rows(session, branch_id=branch_id, ids=ids)
            version = self._version()
            current = [ShownText(*row[:3]) for row in rows if row[3] == version]
            old = [row[0] for row in rows if row[3] != version]
            outdated = self.records(branch_id, old).values() if old else ()
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
            ADD.run_many(session, [self._values(record) for record in records])
            LINK.run_many(session, [link for record in records for link in self._links(record)])

    def change(self, records: Sequence[RecordState]) -> None:
        if not records:
            return
        with self._database.write() as session:
            CHANGE.run_many(session, [_named(self._values(record)) for record in records])
            self._relink(session, [record for record in records if self._kinds[record.kind].may_link])

    def _relink(self, session: Any, records: Sequence[RecordState]) -> None:
        if not records:
            return
        branch_id = records[0].branch_id
        UNLINK.run(session, branch_id=branch_id, from_ids=[each.id for each in records])
        LINK.run_many(session, [link for record in records for link in self._links(record)])

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
    said = ((code, record.payload.get(code)) for code in kind.search)
    shown = [str(kind.shown(code, value, record.payload)) for code, value in said if value is not None]
    return "\n".join([record.no or "", *shown]).lower()


def _named(values: dict[str, Any]) -> dict[str, Any]:
    named = {"of_branch": values["branch_id"], "of_record": values["id"]}
    return named | {f"to_{name}": value for name, value in values.items()}
