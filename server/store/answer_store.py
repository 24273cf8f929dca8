"""Which departments took a step on a record."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.dialects import postgresql, sqlite

from server.services.ports_sync import Answer
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.answers import RecordAnswerRow

ANSWERS = table_of(RecordAnswerRow)
ADD = {
    "sqlite": sqlite.insert(ANSWERS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(ANSWERS).on_conflict_do_nothing(),
}


class AnswerStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, branch_id: str, answers: Iterable[Answer]) -> None:
        rows = [
            {"branch_id": branch_id, "record_id": each.record_id, "department": each.department}
            for each in sorted(answers)
        ]
        if rows:
            with self._database.write() as session:
                session.execute(ADD[self._database.dialect], rows)


def answered_by(branch_id: str, department: str) -> Select[str]:
    """The ids of the records on which a department took a step."""
    return select(ANSWERS.c.record_id).where(ANSWERS.c.branch_id == branch_id, ANSWERS.c.department == department)
