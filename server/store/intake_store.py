"""What arrived, byte for byte: kept first, never changed and never deleted; beside it, what still waits for its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Integer, and_, bindparam, delete, literal, null, or_, select, update

from server.domain.moments import to_wire
from server.services.ports_sync import IntakeState, Line, Noticed
from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.intake import DeviceProgressRow, IntakeRow, UndecidedRow
from server.store.tables.people import DeviceRow

INTAKE, UNDECIDED, PROGRESS = table_of(IntakeRow), table_of(UndecidedRow), table_of(DeviceProgressRow)
MINE = INTAKE.c.branch_id == given("of_branch")
PROGRESS_OF = (PROGRESS.c.branch_id == given("branch_id"), PROGRESS.c.device_id == given("device_id"))


def _advance(dialect: str) -> Any:
    written = insertion(dialect, PROGRESS)
    through = written.excluded.durable_through
    return written.on_conflict_do_update(
        index_elements=["branch_id", "device_id"],
        set_={"durable_through": through},
        where=PROGRESS.c.durable_through < through,
    )


KEEP = Prepared(lambda dialect: insertion(dialect, INTAKE).on_conflict_do_nothing())
RECEIPTS = Prepared(
    lambda dialect: select(INTAKE.c.hash, INTAKE.c.receipt).where(
        MINE, among_given(dialect, INTAKE.c.hash, "hashes"), INTAKE.c.receipt.is_not(None)
    )
)
KNOWN = Prepared(lambda dialect: select(INTAKE.c.hash).where(MINE, among_given(dialect, INTAKE.c.hash, "hashes")))
OPEN = Prepared(lambda dialect: insertion(dialect, UNDECIDED).on_conflict_do_nothing())
SETTLE = Prepared(
    lambda dialect: delete(UNDECIDED).where(
        UNDECIDED.c.branch_id == given("branch_id"), among_given(dialect, UNDECIDED.c.hash, "hashes")
    )
)
SET_APART = Prepared(
    lambda _: (
        update(INTAKE).where(MINE, INTAKE.c.hash == given("of")).values(state=given("to_state"), receipt=given("told"))
    )
)
KNOWN_THROUGH = Prepared(lambda _: select(PROGRESS.c.durable_through).where(*PROGRESS_OF))
NEXT = Prepared(
    lambda _: (
        select(INTAKE.c.op_seq, INTAKE.c.received_at)
        .where(MINE, INTAKE.c.device_id == given("device_id"), INTAKE.c.op_seq > given("through"))
        .where(INTAKE.c.state != "foreign_device")
        .order_by(INTAKE.c.op_seq)
        .limit(bindparam("page", type_=Integer(), required=False))
    )
)
ADVANCE = Prepared(_advance)
FIRST_LOOK = {"attempts": 0, "error": None, "retry_at": None}
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
PAGE = 500


class IntakeStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, branch_id: str, lines: Sequence[Line]) -> None:
        with self._database.write() as session:
            hashes = [line.hash for line in lines]
            known = {hash for (hash,) in KNOWN.rows(session, of_branch=branch_id, hashes=hashes)}
            new = [line for line in lines if line.hash not in known]
            KEEP.run_many(session, [{**vars(line), "branch_id": branch_id} for line in new])
            waiting = [line.hash for line in new if line.state == "operation"]
            OPEN.run_many(session, [{**FIRST_LOOK, "branch_id": branch_id, "hash": hash} for hash in waiting])

    def receipts(self, branch_id: str, hashes: Iterable[str]) -> dict[str, str]:
        with self._database.read() as session:
            return dict(map(tuple, RECEIPTS.rows(session, of_branch=branch_id, hashes=hashes)))

    def settle(self, branch_id: str, hashes: Sequence[str]) -> None:
        if hashes:
            with self._database.write() as session:
                SETTLE.run(session, branch_id=branch_id, hashes=hashes)

    def set_apart(self, branch_id: str, state: IntakeState, receipts: Mapping[str, str]) -> None:
        with self._database.write() as session:
            rows = [{"of": hash, "told": told, "to_state": state} for hash, told in receipts.items()]
            SET_APART.run_many(session, [{**row, "of_branch": branch_id} for row in rows])
            self.settle(branch_id, list(receipts))

    def failed(self, branch_id: str, hash: str, error: str, at: datetime) -> None:
        with self._database.write() as session:
            row = session.get(UndecidedRow, (branch_id, hash), populate_existing=True)
            if row is not None:
                wait = min(FIRST_WAIT * 2 ** min(row.attempts, 20), LONGEST_WAIT)
                row.attempts, row.error, row.retry_at = row.attempts + 1, error[:80], to_wire(at + wait)

    def undecided(self, at: datetime, limit: int) -> list[tuple[str, Line]]:
        row, open_ = IntakeRow, UndecidedRow
        query = (
            select(row)
            .join(open_, and_(open_.branch_id == row.branch_id, open_.hash == row.hash))
            .join(DeviceRow, DeviceRow.id == row.sent_by)
            .where(or_(open_.retry_at.is_(None), open_.retry_at <= to_wire(at)))
            .where(DeviceRow.state != "quarantined")
            .order_by(row.branch_id, row.sent_by, row.op_seq)
            .limit(limit)
        )
        with self._database.read() as session:
            return [(found.branch_id, _line(found)) for found in session.execute(query).scalars()]

    def durable_through(self, branch_id: str, device_id: str, received_before: datetime) -> int:
        """The highest gapless op_seq of the device that arrived before this instant; what is known already is not recounted."""
        with self._database.read() as session:
            through = KNOWN_THROUGH.scalar(session, branch_id=branch_id, device_id=device_id) or 0
            bound, page = to_wire(received_before), 1  # mostly the very next one is too young
            while True:
                found = NEXT.rows(session, of_branch=branch_id, device_id=device_id, through=through, page=page)
                reached = _gapless(through, found, bound)
                if reached - through < page:
                    return reached
                through, page = reached, PAGE

    def advance_durable(self, branch_id: str, device_id: str, received_before: datetime) -> None:
        """Remembers how far it is, so that no later count starts from the beginning."""
        through = self.durable_through(branch_id, device_id, received_before)
        if through == 0:
            return
        with self._database.write() as session:
            ADVANCE.run(session, branch_id=branch_id, device_id=device_id, durable_through=through)

    def noticed(self, branch_id: str, limit: int) -> list[Noticed]:
        """The newest lines a person should know of: everything that did not become a decided operation."""
        row, open_ = IntakeRow, UndecidedRow
        said = (row.hash, row.sent_by, row.received_at, row.op_id, row.op_seq)
        apart = select(*said, row.state, null(), literal(0), null()).where(row.state != "operation")
        waiting = select(*said, literal("undecided"), open_.error, open_.attempts, open_.retry_at).join(
            open_, and_(open_.branch_id == row.branch_id, open_.hash == row.hash)
        )
        newest = (row.received_at.desc(), row.hash)
        with self._database.read() as session:
            found = [
                Noticed(*each)
                for query in (apart, waiting)
                for each in session.execute(query.where(row.branch_id == branch_id).order_by(*newest).limit(limit))
            ]
        return sorted(sorted(found, key=attrgetter("hash")), key=attrgetter("received_at"), reverse=True)[:limit]


def _gapless(through: int, rows: Iterable[tuple[int, str]], bound: str) -> int:
    for seq, received_at in rows:
        if seq == through:
            continue  # another line that claims the same place
        if seq != through + 1 or received_at > bound:
            break
        through = seq
    return through


def _line(row: IntakeRow) -> Line:
    return Line(**{name: getattr(row, name) for name in Line.__dataclass_fields__})
