"""Operations that have a verdict, and what became of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, bindparam, case, func, insert, select, text, update

from server.services.ports_sync import Identity, Waiting
from server.services.see_records import Told
from server.store.among import among
from server.store.base import table_of
from server.store.bulk import insert_rows
from server.store.database import Database
from server.store.tables.intake import UNKNOWN_TYPE, IntakeRow, OperationRow
from sync.server.batch import Outcome, waits_for
from sync.server.change import STATUS
from sync.server.upcast import type_name

INTAKE, OPERATIONS = table_of(IntakeRow), table_of(OperationRow)
ADD = insert(OPERATIONS)
STILL_WAITING = ("deferred", "blocked")
WIDEST_TYPE = 90


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
        row = OPERATIONS.c
        places = list(op_seqs)
        # Two questions, each answered by its index; `or` would look through the whole branch.
        by_id = self._among(row.op_id, op_ids)
        by_place = and_(row.device_id == device_id, row.op_seq.between(min(places, default=0), max(places, default=0)))
        query = select(row.op_id, row.device_id, row.op_seq, row.hash, row.receipt).where(row.branch_id == branch_id)
        with self._database.read() as session:
            return [Identity(*found) for same in (by_id, by_place) for found in session.execute(query.where(same))]

    def receipts(self, branch_id: str, op_ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        row = OPERATIONS.c
        query = select(row.op_id, row.receipt).where(row.branch_id == branch_id, self._among(row.op_id, op_ids))
        with self._database.read() as session:
            return {found.op_id: json.loads(found.receipt) for found in session.execute(query)}

    def replaced(self, branch_id: str, op_ids: Iterable[str]) -> dict[str, str]:
        row = OPERATIONS.c
        query = (
            select(row.replaces, row.op_id)
            .where(row.branch_id == branch_id, self._among(row.replaces, op_ids))
            .order_by(_took_effect(), row.received_at, row.op_seq)
        )
        with self._database.read() as session:
            return {found.replaces: found.op_id for found in session.execute(query)}

    def waiting_for(self, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        return self._waiting(branch_id, self._among(OPERATIONS.c.waits_for, op_ids))

    def waiting(self, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        return self._waiting(branch_id, self._among(OPERATIONS.c.op_id, op_ids))

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
        row = OPERATIONS.c
        query = (
            select(row.occurred_at)
            .where(row.branch_id == branch_id, row.device_id == device_id, row.op_seq < op_seq)
            .where(row.replaces.is_(None))  # a correction happened when what it replaces did, not in its turn
            .order_by(row.op_seq.desc())
            .limit(1)
        )
        with self._database.read() as session:
            return session.execute(query).scalar_one_or_none()

    def last_seq(self, branch_id: str, device_id: str) -> int:
        row = OPERATIONS.c
        query = select(func.max(row.op_seq)).where(row.branch_id == branch_id, row.device_id == device_id)
        with self._database.read() as session:
            return session.execute(query).scalar_one_or_none() or 0

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
                insert_rows(session, ADD, rows)

    def change(self, branch_id: str, outcomes: Sequence[Outcome]) -> None:
        """The new verdicts of operations that waited."""
        if outcomes:
            with self._database.write() as session:
                named = update(OPERATIONS).where(
                    OPERATIONS.c.branch_id == branch_id, OPERATIONS.c.op_id == bindparam("of")
                )
                session.execute(named, [_verdict(each) | {"of": each.decision.operation.op_id} for each in outcomes])

    def _among(self, column: Any, values: Iterable[str]) -> Any:
        return among(self._database.dialect, column, values)

    def _waiting(self, branch_id: str, which: Any) -> list[Waiting]:
        row = OPERATIONS.c
        query = (
            select(INTAKE.c.raw, row.received_at, row.occurred_at, row.time_doubtful)
            .select_from(OPERATIONS)
            .join(INTAKE, and_(INTAKE.c.branch_id == row.branch_id, INTAKE.c.hash == row.hash))
            .where(row.branch_id == branch_id, row.verdict.in_(STILL_WAITING), which)
            .order_by(row.device_id, row.op_seq)
        )
        with self._database.read() as session:
            return [Waiting(*found) for found in session.execute(query)]


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


def _took_effect() -> Any:
    """1 where something of the operation stands in its record, else 0 (sync/verdict.py)."""
    row = OPERATIONS.c
    part = (row.verdict == "conflict") & row.rev.is_not(None)
    return case((row.verdict.in_(("applied", "merged")) | part, 1), else_=0)


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
