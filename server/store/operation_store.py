"""Operations that have a verdict, and what became of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, insert, select, text, update

from server.services.ports_sync import Identity, Waiting
from server.services.see_records import Told
from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.intake import UNKNOWN_TYPE, IntakeRow, OperationRow
from sync.server.batch import Outcome, waits_for
from sync.server.change import STATUS
from sync.server.upcast import type_name

INTAKE, OPERATIONS = table_of(IntakeRow), table_of(OperationRow)
STILL_WAITING = ("deferred", "blocked")
WIDEST_TYPE = 90
FEW = 20
ROW = OPERATIONS.c
OF_BRANCH = ROW.branch_id == given("branch_id")
OF_DEVICE = ROW.device_id == given("device_id")


def _identified(*which: Any) -> Select[Any]:
    return select(ROW.op_id, ROW.device_id, ROW.op_seq, ROW.hash, ROW.receipt).where(OF_BRANCH, *which)


def _waiting(*which: Any) -> Select[Any]:
    return (
        select(INTAKE.c.raw, ROW.received_at, ROW.occurred_at, ROW.time_doubtful)
        .select_from(OPERATIONS)
        .join(INTAKE, and_(INTAKE.c.branch_id == ROW.branch_id, INTAKE.c.hash == ROW.hash))
        .where(OF_BRANCH, ROW.verdict.in_(STILL_WAITING), *which)
        .order_by(ROW.device_id, ROW.op_seq)
    )


def _took_effect() -> Any:
    """1 where something of the operation stands in its record, else 0 (sync/verdict.py)."""
    part = (ROW.verdict == "conflict") & ROW.rev.is_not(None)
    return case((ROW.verdict.in_(("applied", "merged")) | part, 1), else_=0)


# Two questions, each answered by its index; `or` would look through the whole branch.
BY_ID = Prepared(lambda dialect: _identified(among_given(dialect, ROW.op_id, "op_ids")))
BY_PLACE = Prepared(lambda _: _identified(OF_DEVICE, ROW.op_seq >= given("first"), ROW.op_seq <= given("last")))
RECEIPTS = Prepared(
    lambda dialect: select(ROW.op_id, ROW.receipt).where(OF_BRANCH, among_given(dialect, ROW.op_id, "op_ids"))
)
REPLACED = Prepared(
    lambda dialect: (
        select(ROW.replaces, ROW.op_id)
        .where(OF_BRANCH, among_given(dialect, ROW.replaces, "op_ids"))
        .order_by(_took_effect(), ROW.received_at, ROW.op_seq)
    )
)
ANY_WAITING = Prepared(lambda _: select(ROW.op_id).where(OF_BRANCH, ROW.waits_for.is_not(None)).limit(1))
WAITING_FOR = Prepared(lambda dialect: _waiting(among_given(dialect, ROW.waits_for, "op_ids")))
WAITING = Prepared(lambda dialect: _waiting(among_given(dialect, ROW.op_id, "op_ids")))
TIME_BEFORE = Prepared(
    lambda _: (
        select(ROW.occurred_at)
        .where(OF_BRANCH, OF_DEVICE, ROW.op_seq < given("op_seq"))
        .where(ROW.replaces.is_(None))  # a correction happened when what it replaces did, not in its turn
        .order_by(ROW.op_seq.desc())
        .limit(1)
    )
)
LAST_SEQ = Prepared(lambda _: select(func.max(ROW.op_seq)).where(OF_BRANCH, OF_DEVICE))
ADD = Prepared(lambda _: insert(OPERATIONS))


class OperationStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def lock(self, branch_id: str) -> None:
        """SQLite has one writer at a time; on PostgreSQL the deciders of one branch stand in line."""
        if self._database.dialect == "postgresql":
            key = int.from_bytes(hashlib.sha256(f"decide {branch_id}".encode()).digest()[:8], "big", signed=True)
            with self._database.write() as session:
                session.execute(select(func.pg_advisory_xact_lock(key)))

    def identities(
        self, branch_id: str, op_ids: Iterable[str], device_id: str, op_seqs: Iterable[int]
    ) -> list[Identity]:
        places = list(op_seqs)
        between = {"first": min(places, default=0), "last": max(places, default=0)}
        with self._database.read() as session:
            found = BY_ID.rows(session, branch_id=branch_id, op_ids=op_ids)
            found += BY_PLACE.rows(session, branch_id=branch_id, device_id=device_id, **between)
        return [Identity(*each) for each in found]

    def receipts(self, branch_id: str, op_ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        with self._database.read() as session:
            found = RECEIPTS.rows(session, branch_id=branch_id, op_ids=op_ids)
        return {op_id: json.loads(receipt) for op_id, receipt in found}

    def replaced(self, branch_id: str, op_ids: Iterable[str]) -> dict[str, str]:
        with self._database.read() as session:
            return dict(map(tuple, REPLACED.rows(session, branch_id=branch_id, op_ids=op_ids)))

    def waiting_for(self, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        if len(op_ids) > FEW and not self._any_waiting(branch_id):
            return []
        return self._found(WAITING_FOR, branch_id, op_ids)

    def _any_waiting(self, branch_id: str) -> bool:
        """Mostly nothing waits: that is asked once, instead of once for each of hundreds of names."""
        with self._database.read() as session:
            return bool(ANY_WAITING.rows(session, branch_id=branch_id))

    def waiting(self, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        return self._found(WAITING, branch_id, op_ids)

    def of_unknown_type(self, types: Sequence[str], limit: int) -> list[tuple[str, str]]:
        """(branch_id, op_id), by device and op_seq, of deferred operations that wait for nothing and have one of these types."""
        row = OPERATIONS.c
        query = (
            select(row.branch_id, row.op_id)
            .where(text(UNKNOWN_TYPE), row.type.in_(types))
            .order_by(row.branch_id, row.device_id, row.op_seq)
            .limit(limit)
        )
        with self._database.read() as session:
            return [(found.branch_id, found.op_id) for found in session.execute(query)]

    def time_before(self, branch_id: str, device_id: str, op_seq: int) -> str | None:
        with self._database.read() as session:
            found: str | None = TIME_BEFORE.scalar(session, branch_id=branch_id, device_id=device_id, op_seq=op_seq)
        return found

    def last_seq(self, branch_id: str, device_id: str) -> int:
        with self._database.read() as session:
            return LAST_SEQ.scalar(session, branch_id=branch_id, device_id=device_id) or 0

    def history(self, branch_id: str, record_id: str) -> list[Told]:
        """Everything anybody wanted of the record, in the order in which it was decided."""
        row = OPERATIONS.c
        columns = (row.occurred_at, row.actor_id, row.type, row.from_status, row.to_status, row.fields, row.reason)
        query = (
            select(*columns, row.verdict)
            .where(row.branch_id == branch_id, row.record_id == record_id)
            .order_by(row.decided_at, row.rev.nulls_last(), row.op_seq)
        )
        with self._database.read() as session:
            return [_told(*found) for found in session.execute(query)]

    def add(self, branch_id: str, outcomes: Sequence[Outcome]) -> None:
        if outcomes:
            with self._database.write() as session:
                rows = [_identity(branch_id, outcome) | _verdict(outcome) for outcome in outcomes]
                ADD.run_many(session, rows)

    def change(self, branch_id: str, outcomes: Sequence[Outcome]) -> None:
        """The new verdicts of operations that waited."""
        if outcomes:
            with self._database.write() as session:
                named = update(OPERATIONS).where(
                    OPERATIONS.c.branch_id == branch_id, OPERATIONS.c.op_id == bindparam("of")
                )
                session.execute(named, [_verdict(each) | {"of": each.decision.operation.op_id} for each in outcomes])

    def _found(self, query: Prepared, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        with self._database.read() as session:
            return [Waiting(*found) for found in query.rows(session, branch_id=branch_id, op_ids=op_ids)]


def _told(
    at: str, by: str, type: str, source: str | None, to: str | None, fields: str, reason: str | None, verdict: str
) -> Told:
    return Told(at, by, type.partition(".")[2].partition("@")[0], source, to, json.loads(fields), reason, verdict)


def _identity(branch_id: str, outcome: Outcome) -> dict[str, Any]:
    operation, pending = outcome.pending.operation, outcome.pending
    return {
        "branch_id": branch_id,
        "op_id": operation.op_id,
        "hash": operation.hash,
        "device_id": operation.device_id,
        "op_seq": operation.op_seq,
        "record_id": operation.record_id,
        "type": type_name(operation)[:WIDEST_TYPE],
        "actor_id": operation.actor_id,
        "replaces": operation.replaces,
        "reason": operation.reason,
        "occurred_at": pending.moment.occurred_at,
        "time_doubtful": pending.moment.doubtful,
        "received_at": pending.moment.received_at,
    }


def _verdict(outcome: Outcome) -> dict[str, Any]:
    decision = outcome.decision
    return {
        "decided_at": decision.receipt["decided_at"],
        "verdict": decision.verdict,
        "receipt": decision.told,
        "rev": decision.receipt.get("rev"),
        "waits_for": waits_for(decision.receipt),
        "from_status": outcome.before.status if outcome.before is not None else None,
        "to_status": decision.record.status if decision.record is not None else None,
        "fields": _field_names(tuple(decision.changes)),
    }


@lru_cache(maxsize=512)  # records of a kind mostly say the same fields
def _field_names(changed: tuple[str, ...]) -> str:
    return json.dumps([code for code in changed if code != STATUS])
