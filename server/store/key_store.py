"""Keys of records: found by their hash, written in bulk with the records they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, delete, insert, select

from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.record_keys import RecordKeyRow
from server.store.tables.records import RecordRow
from sync.server.key_index import Holder, Key

KEYS = table_of(RecordKeyRow)
RECORDS = table_of(RecordRow)


def _holders(dialect: str) -> Select[Any]:
    return (
        select(KEYS.c.kind, KEYS.c.name, KEYS.c.hash, KEYS.c.record_id, KEYS.c.occurred_at, RECORDS.c.no)
        .join(RECORDS, (RECORDS.c.branch_id == KEYS.c.branch_id) & (RECORDS.c.id == KEYS.c.record_id))
        .where(KEYS.c.branch_id == given("branch_id"), among_given(dialect, KEYS.c.hash, "hashes"))
        .order_by(KEYS.c.occurred_at, KEYS.c.record_id)
    )


HOLDERS = Prepared(_holders)
ADD = Prepared(lambda _: insert(KEYS))
FORGET = Prepared(
    lambda dialect: delete(KEYS).where(
        KEYS.c.branch_id == given("branch_id"), among_given(dialect, KEYS.c.record_id, "record_ids")
    )
)


class KeyStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def holders(self, branch_id: str, keys: Collection[Key]) -> dict[Key, list[Holder]]:
        """The standing records that have one of these keys, earliest first."""
        found: dict[Key, list[Holder]] = {}
        with self._database.read() as session:
            rows = HOLDERS.rows(session, branch_id=branch_id, hashes={key.hash for key in keys})
        for kind, name, hash, record_id, occurred_at, no in rows:
            found.setdefault(Key(kind, name, hash), []).append(Holder(record_id, occurred_at, no))
        return found

    def put(
        self, branch_id: str, held: Mapping[str, tuple[Holder, Collection[Key]]], new: Collection[str] = ()
    ) -> None:
        """By record, the keys it has from now on. Of `new` records nothing has to be forgotten."""
        if not held:
            return
        rows = [
            {**key._asdict(), "branch_id": branch_id, "record_id": holder.record_id, "occurred_at": holder.occurred_at}
            for holder, keys in held.values()
            for key in keys
        ]
        with self._database.write() as session:
            known = held.keys() - new
            if known:
                FORGET.run(session, branch_id=branch_id, record_ids=known)
            ADD.run_many(session, rows)
