"""What a drawn signature is bound to: the operations of its record until the one that bears it, in their order, and its tablet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import select

from server.documents.definition import Signed
from server.domain.moments import from_wire
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.intake import OperationRow
from server.store.tables.people import DeviceRow
from sync.server.state import RecordState

OPERATIONS, DEVICES = table_of(OperationRow), table_of(DeviceRow)


class SignedStrokes:
    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self, record: RecordState, codes: Iterable[str]) -> dict[str, Signed]:
        """By the name of the stroke; what no operation is known of is left out."""
        wanted = {
            code: record.changed_at[code] for code in codes if code in record.changed_at and record.payload.get(code)
        }
        if not wanted:
            return {}
        row = OPERATIONS.c
        query = (
            select(row.rev, row.hash, row.occurred_at, row.actor_id, DEVICES.c.no, DEVICES.c.purpose)
            .join(DEVICES, DEVICES.c.id == row.device_id, isouter=True)
            .where(row.branch_id == record.branch_id, row.record_id == record.id)
            .where(row.rev.is_not(None), row.rev <= max(wanted.values()))
            .order_by(row.rev, row.decided_at, row.op_seq)
        )
        with self._database.read() as session:
            operations = session.execute(query).all()
        found = {}
        for code, rev in wanted.items():
            until = [each for each in operations if each.rev <= rev]
            if until and until[-1].rev == rev:
                last = until[-1]
                bound = hashlib.sha256("\n".join(each.hash for each in until).encode()).hexdigest()
                tablet = last.no if last.purpose == "tablet" else None
                found[str(record.payload[code])] = Signed(
                    from_wire(last.occurred_at), tablet, last.actor_id, rev, bound
                )
        return found
