"""What arrived, byte for byte: kept first, settled later, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.moments import to_wire
from server.services.ports_sync import IntakeState, Line, Noticed
from server.store.among import among
from server.store.base import table_of
from server.store.bulk import insert_rows
from server.store.database import Database
from server.store.tables.intake import DeviceProgressRow, IntakeRow
from server.store.tables.people import DeviceRow

INTAKE, PROGRESS = table_of(IntakeRow), table_of(DeviceProgressRow)
KEEP = {
    "sqlite": sqlite.insert(INTAKE).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(INTAKE).on_conflict_do_nothing(),
}
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
PAGE = 500


class IntakeStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, branch_id: str, lines: Sequence[Line]) -> None:
        rows = [_values(branch_id, line) for line in lines]
        if rows:
            with self._database.write() as session:
                insert_rows(session, KEEP[self._database.dialect], rows)

    def receipts(self, branch_id: str, hashes: Iterable[str]) -> dict[str, str]:
        row = INTAKE.c
        query = select(row.hash, row.receipt).where(
            row.branch_id == branch_id, among(self._database.dialect, row.hash, hashes), row.receipt.is_not(None)
        )
        with self._database.read() as session:
            return {found.hash: found.receipt for found in session.execute(query)}

    def settle(
        self, branch_id: str, hashes: Sequence[str], state: IntakeState, receipts: Mapping[str, str] | None = None
    ) -> None:
        if not hashes:
            return
        with self._database.write() as session:
            named = update(INTAKE).where(
                INTAKE.c.branch_id == branch_id, among(self._database.dialect, INTAKE.c.hash, hashes)
            )
            session.execute(named.values(state=state, error=None, retry_at=None))
            if receipts:
                each = update(INTAKE).where(INTAKE.c.branch_id == branch_id, INTAKE.c.hash == bindparam("of"))
                rows = [{"of": name, "receipt": receipt} for name, receipt in receipts.items()]
                session.execute(each.values(receipt=bindparam("receipt")), rows)

    def failed(self, branch_id: str, hash: str, error: str, at: datetime) -> None:
        with self._database.write() as session:
            row = session.get(IntakeRow, (branch_id, hash), populate_existing=True)
            if row is not None and row.state == "undecided":
                wait = min(FIRST_WAIT * 2 ** min(row.attempts, 20), LONGEST_WAIT)
                row.attempts, row.error, row.retry_at = row.attempts + 1, error[:80], to_wire(at + wait)

    def undecided(self, at: datetime, limit: int) -> list[tuple[str, Line]]:
        row = IntakeRow
        query = (
            select(row)
            .join(DeviceRow, DeviceRow.id == row.sent_by)
            .where(text("intake.state = 'undecided'"), or_(row.retry_at.is_(None), row.retry_at <= to_wire(at)))
            .where(DeviceRow.state != "quarantined")
            .order_by(row.branch_id, row.sent_by, row.op_seq)
            .limit(limit)
        )
        with self._database.read() as session:
            return [(found.branch_id, _line(found)) for found in session.execute(query).scalars()]

    def durable_through(self, branch_id: str, device_id: str, received_before: datetime) -> int:
        """The highest gapless op_seq of the device that arrived before this instant; what is known already is not recounted."""
        with self._database.read() as session:
            known = select(PROGRESS.c.durable_through).where(
                PROGRESS.c.branch_id == branch_id, PROGRESS.c.device_id == device_id
            )
            through = session.execute(known).scalar_one_or_none() or 0
            row, bound, page = INTAKE.c, to_wire(received_before), 1  # mostly the very next one is too young
            while True:
                query = (
                    select(row.op_seq, row.received_at)
                    .where(row.branch_id == branch_id, row.device_id == device_id, row.op_seq > through)
                    .where(row.state != "foreign_device")
                    .order_by(row.op_seq)
                    .limit(page)
                )
                reached = _gapless(through, [(each.op_seq, each.received_at) for each in session.execute(query)], bound)
                if reached - through < page:
                    return reached
                through, page = reached, PAGE

    def advance_durable(self, branch_id: str, device_id: str, received_before: datetime) -> None:
        """Remembers how far it is, so that no later count starts from the beginning."""
        through = self.durable_through(branch_id, device_id, received_before)
        if through == 0:
            return
        written = self._dialect.insert(PROGRESS).values(
            branch_id=branch_id, device_id=device_id, durable_through=through
        )
        newer = written.on_conflict_do_update(
            index_elements=["branch_id", "device_id"],
            set_={"durable_through": written.excluded.durable_through},
            where=PROGRESS.c.durable_through < written.excluded.durable_through,
        )
        with self._database.write() as session:
            session.execute(newer)

    def noticed(self, branch_id: str, limit: int) -> list[Noticed]:
        """The newest lines a person should know of: everything that did not become a decided operation."""
        row = IntakeRow
        columns = (row.hash, row.sent_by, row.received_at, row.op_id, row.op_seq, row.state, row.error, row.attempts)
        query = (
            select(*columns, row.retry_at)
            .where(row.branch_id == branch_id, row.state != "decided")
            .order_by(row.received_at.desc(), row.hash)
            .limit(limit)
        )
        with self._database.read() as session:
            return [Noticed(*found) for found in session.execute(query)]

    @property
    def _dialect(self) -> Any:
        return postgresql if self._database.dialect == "postgresql" else sqlite


def _gapless(through: int, rows: Sequence[tuple[int, str]], bound: str) -> int:
    for seq, received_at in rows:
        if seq == through:
            continue  # another line that claims the same place
        if seq != through + 1 or received_at > bound:
            break
        through = seq
    return through


def _values(branch_id: str, line: Line) -> dict[str, Any]:
    return {**vars(line), "branch_id": branch_id, "attempts": 0, "error": None, "retry_at": None}


def _line(row: IntakeRow) -> Line:
    return Line(**{name: getattr(row, name) for name in Line.__dataclass_fields__})
