"""Closings of days, and what of a day was doubled, refused or late."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, func, insert, select
from sqlalchemy.exc import IntegrityError

from server.services.close_day import Closing
from server.services.reconcile_day import Held, RefusedOperation
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.day_closings import DayClosingRow
from server.store.tables.intake import OperationRow
from server.store.tables.record_keys import RecordKeyRow
from server.store.tables.records import RecordRow

CLOSINGS, RECORDS, OPERATIONS = table_of(DayClosingRow), table_of(RecordRow), table_of(OperationRow)
KEYS = table_of(RecordKeyRow)
FIELDS = tuple(Closing.__dataclass_fields__)
REFUSED = tuple(RefusedOperation.__dataclass_fields__)


class DayStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, branch_id: str, day: date) -> list[Closing]:
        query = (
            select(*[CLOSINGS.c[name] for name in FIELDS])
            .where(CLOSINGS.c.branch_id == branch_id, CLOSINGS.c.day == day)
            .order_by(CLOSINGS.c.version.desc())
        )
        with self._database.read() as session:
            return [Closing(*row) for row in session.execute(query)]

    def add(self, closing: Closing) -> bool:
        values = {name: getattr(closing, name) for name in FIELDS} | {"lacking": list(closing.lacking)}
        with self._database.write() as session:
            try:
                with session.begin_nested():
                    session.execute(insert(DayClosingRow).values(**values))
            except IntegrityError:
                return False
            return True

    def arrived_since(self, branch_id: str, first: str, last: str, since: str) -> int:
        of = (*_happened(branch_id, first, last), RECORDS.c.created_at > since)
        with self._database.read() as session:
            return int(session.execute(select(func.count()).select_from(RECORDS).where(*of)).scalar_one())

    def sharing(self, branch_id: str, kind: str, key: str, first: str, last: str) -> list[Held]:
        other = KEYS.alias("other")
        query = (
            select(other.c.hash, other.c.record_id, other.c.occurred_at)
            .distinct()
            .select_from(RECORDS)
            .join(
                KEYS,
                and_(KEYS.c.branch_id == RECORDS.c.branch_id, KEYS.c.record_id == RECORDS.c.id, KEYS.c.name == key),
            )
            .join(other, and_(other.c.branch_id == KEYS.c.branch_id, other.c.hash == KEYS.c.hash, other.c.kind == kind))
            .where(*_happened(branch_id, first, last), RECORDS.c.kind == kind, other.c.name == key)
        )
        with self._database.read() as session:
            return [Held(*row) for row in session.execute(query)]

    def refused(self, branch_id: str, first: str, last: str, limit: int) -> list[RefusedOperation]:
        query = (
            select(*[OPERATIONS.c[name] for name in REFUSED])
            .where(OPERATIONS.c.branch_id == branch_id, OPERATIONS.c.verdict == "rejected")
            .where(OPERATIONS.c.decided_at >= first, OPERATIONS.c.decided_at < last)
            .order_by(OPERATIONS.c.decided_at.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return [RefusedOperation(*row) for row in session.execute(query)]

    def came_late(self, branch_id: str, kinds: frozenset[str], first: str, last: str, limit: int) -> list[str]:
        late = (RECORDS.c.created_at >= last, RECORDS.c.kind.in_(sorted(kinds)))
        query = select(RECORDS.c.id).where(*_happened(branch_id, first, last), *late)
        ordered = query.order_by(RECORDS.c.occurred_at, RECORDS.c.id).limit(limit)
        with self._database.read() as session:
            return list(session.execute(ordered).scalars())


def _happened(branch_id: str, first: str, last: str) -> tuple[Any, ...]:
    return (RECORDS.c.branch_id == branch_id, RECORDS.c.occurred_at >= first, RECORDS.c.occurred_at < last)
