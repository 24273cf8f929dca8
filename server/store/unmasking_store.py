"""The reasons for which masked values were shown in full."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert

from server.store.base import table_of
from server.store.database import Database
from server.store.tables.unmaskings import UnmaskingRow


class UnmaskingStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, branch_id: str, id: str, record_id: str, field: str, reason: str, by: str, at: datetime) -> None:
        values = {"branch_id": branch_id, "id": id, "record_id": record_id, "field": field}
        with self._database.write() as session:
            session.execute(insert(table_of(UnmaskingRow)).values(**values, reason=reason, by=by, at=at))
