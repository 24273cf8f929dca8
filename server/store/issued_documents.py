"""What was issued, found by its serial, and all of it, one batch after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, tuple_

from server.domain.document_life import Document
from server.store.database import Database
from server.store.document_store import COLUMNS, TABLE, DocumentStore

BATCH = 200


class IssuedDocuments(DocumentStore):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._read = database.read

    def by_serial(self, branch_id: str, serial: str) -> Document | None:
        return next(self._those(TABLE.c.branch_id == branch_id, TABLE.c.serial == serial), None)

    def all_with_files(self) -> Iterator[Document]:
        after: list[Any] = []
        while True:
            found = list(self._those(TABLE.c.sha256.is_not(None), *after))
            yield from found
            if len(found) < BATCH:
                return
            after = [tuple_(TABLE.c.branch_id, TABLE.c.id) > (found[-1].branch_id, found[-1].id)]

    def _those(self, *conditions: Any) -> Iterator[Document]:
        query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.branch_id, TABLE.c.id).limit(BATCH)
        with self._read() as session:
            rows = session.execute(query).all()
        return (Document(*row) for row in rows)
