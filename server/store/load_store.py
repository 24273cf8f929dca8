"""The steps of the records a department had to do with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from server.services.measure_department import StepTaken
from server.store.answer_store import answered_by
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.intake import OperationRow
from server.store.tables.records import RecordRow

RECORDS, OPERATIONS = table_of(RecordRow), table_of(OperationRow)
TAKEN = ("applied", "merged")


class LoadStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def steps(self, branch_id: str, department: str, kinds: Sequence[str], since: str) -> list[StepTaken]:
        theirs = or_(RECORDS.c.department == department, RECORDS.c.id.in_(answered_by(branch_id, department)))
        query = (
            select(
                RECORDS.c.id,
                RECORDS.c.kind,
                RECORDS.c.due_at,
                OPERATIONS.c.type,
                OPERATIONS.c.to_status,
                OPERATIONS.c.decided_at,
            )
            .join(
                OPERATIONS,
                (OPERATIONS.c.branch_id == RECORDS.c.branch_id) & (OPERATIONS.c.record_id == RECORDS.c.id),
            )
            .where(RECORDS.c.branch_id == branch_id, theirs, RECORDS.c.kind.in_(kinds), RECORDS.c.updated_at >= since)
            .where(OPERATIONS.c.verdict.in_(TAKEN))
            .order_by(RECORDS.c.id, OPERATIONS.c.decided_at, OPERATIONS.c.op_seq)
        )
        with self._database.read() as session:
            return [StepTaken(*row) for row in session.execute(query)]
