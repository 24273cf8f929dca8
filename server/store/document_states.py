"""What a record's row says of its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.documents import DocumentRow

ROW = table_of(DocumentRow).c
STATES = Prepared(
    lambda dialect: (
        select(ROW.record_id, ROW.code, ROW.state, ROW.serial)
        .where(ROW.branch_id == given("branch_id"), among_given(dialect, ROW.record_id, "record_ids"))
        .order_by(ROW.code, ROW.version)
    )
)


class DocumentStates:
    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self, branch_id: str, record_ids: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The newest version of each document; what was superseded is history, not state."""
        newest: dict[str, dict[str, dict[str, Any]]] = {}
        with self._database.read() as session:
            for record_id, code, state, serial in STATES.rows(session, branch_id=branch_id, record_ids=record_ids):
                newest.setdefault(str(record_id), {})[code] = {"code": code, "state": state, "serial": serial}
        return {record_id: list(of_code.values()) for record_id, of_code in newest.items()}
