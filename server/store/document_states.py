"""What a record's row says of its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from server.store.database import Database
from server.store.tables.documents import DocumentRow


class DocumentStates:
    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self, branch_id: str, record_ids: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The newest version of each document; what was superseded is history, not state."""
        row = DocumentRow
        query = (
            select(row.record_id, row.code, row.state, row.serial)
            .where(row.branch_id == branch_id, row.record_id.in_(record_ids))
            .order_by(row.code, row.version)
        )
        newest: dict[str, dict[str, dict[str, Any]]] = {}
        with self._database.read() as session:
            for record_id, code, state, serial in session.execute(query):
                newest.setdefault(str(record_id), {})[code] = {"code": code, "state": state, "serial": serial}
        return {record_id: list(of_code.values()) for record_id, of_code in newest.items()}
