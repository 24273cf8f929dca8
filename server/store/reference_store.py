"""Editions of reference data in the database."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import CursorResult, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.services.ports_reference import StoredEdition
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.reference import ReferenceEditionRow

TABLE = table_of(ReferenceEditionRow)


class ReferenceStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def published(self) -> list[StoredEdition]:
        chosen = select(TABLE).where(TABLE.c.state == "published").order_by(TABLE.c.number)
        with self._database.read() as session:
            return [_edition(row) for row in session.execute(chosen).mappings()]

    def newest(self) -> int:
        with self._database.read() as session:
            return session.execute(select(func.max(TABLE.c.number))).scalar_one() or 0

    def draft(self, name: str, branch_id: str) -> StoredEdition | None:
        wanted = (TABLE.c.name == name, TABLE.c.branch_id == branch_id, TABLE.c.state == "draft")
        with self._database.read() as session:
            row = session.execute(select(TABLE).where(*wanted)).mappings().first()
            return _edition(row) if row else None

    def add(self, edition: StoredEdition) -> bool:
        with self._database.write() as session:
            try:
                with session.begin_nested():
                    session.execute(insert(TABLE).values(**_values(edition)))
            except IntegrityError:
                return False
            return True

    def replace(self, edition: StoredEdition, expected_rev: int) -> bool:
        held = (TABLE.c.id == edition.id, TABLE.c.rev == expected_rev, TABLE.c.state == "draft")
        with self._database.write() as session:
            try:
                with session.begin_nested():
                    changed = session.execute(update(TABLE).where(*held).values(**_values(edition)))
            except IntegrityError:  # another publication took the number at the same moment
                return False
            return isinstance(changed, CursorResult) and changed.rowcount == 1


def _values(edition: StoredEdition) -> dict[str, object]:
    return {**asdict(edition), "contributors": list(edition.contributors)}


def _edition(row: RowMapping) -> StoredEdition:
    return StoredEdition(**{**row, "contributors": tuple(row["contributors"])})
