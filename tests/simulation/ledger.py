"""What the server's database holds, read past the application: the other witness of every invariant."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from server.store.database import Database
from server.store.engine import read_only_engine


@dataclass(frozen=True)
class Kept:
    """A line in the intake."""

    hash: str
    raw: bytes
    state: str
    device_id: str | None
    op_seq: int | None


@dataclass(frozen=True)
class Decided:
    """An operation with a verdict. `changed`: the record is another one since."""

    op_id: str
    hash: str
    device_id: str
    op_seq: int
    record_id: str
    type: str
    verdict: str
    receipt: dict[str, Any]
    receipt_text: str
    changed: bool


@dataclass(frozen=True)
class Ledger:
    branch_id: str
    intake: Mapping[str, Kept]
    decided: Mapping[str, Decided]
    records: Mapping[str, dict[str, Any]]
    conflicts: Mapping[str, dict[str, Any]]
    feed: Mapping[str, list[tuple[int, str, str]]]
    heads: Mapping[str, int]
    device_states: Mapping[str, str]


KEPT = """SELECT intake.*, undecided.hash IS NOT NULL AS waits
FROM intake LEFT JOIN undecided ON undecided.branch_id = intake.branch_id AND undecided.hash = intake.hash
WHERE intake.branch_id = :branch"""


def read_ledger(database: Database, branch_id: str) -> Ledger:
    with read_only_engine(database.engine).connect() as connection:

        def rows(statement: str) -> list[dict[str, Any]]:
            found = connection.execute(text(statement), {"branch": branch_id})
            return [dict(row._mapping) for row in found]

        feed: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for row in rows("SELECT scope, seq, item, ref FROM feed WHERE branch_id = :branch ORDER BY scope, seq"):
            feed[row["scope"]].append((row["seq"], row["item"], row["ref"]))
        ledger = Ledger(
            branch_id,
            {row["hash"]: _kept(row) for row in rows(KEPT)},
            {row["op_id"]: _decided(row) for row in rows("SELECT * FROM operations WHERE branch_id = :branch")},
            {row["id"]: _record(row) for row in rows("SELECT * FROM records WHERE branch_id = :branch")},
            {row["id"]: _conflict(row) for row in rows("SELECT * FROM conflicts WHERE branch_id = :branch")},
            dict(feed),
            {row["scope"]: row["seq"] for row in rows("SELECT * FROM feed_heads WHERE branch_id = :branch")},
            {row["id"]: row["state"] for row in rows("SELECT id, state FROM devices WHERE branch_id = :branch")},
        )
        connection.rollback()
    return ledger


def _kept(row: dict[str, Any]) -> Kept:
    state = "undecided" if row["waits"] else row["state"]
    return Kept(row["hash"], bytes(row["raw"]), state, row["device_id"], row["op_seq"])


def _decided(row: dict[str, Any]) -> Decided:
    return Decided(
        row["op_id"],
        row["hash"],
        row["device_id"],
        row["op_seq"],
        row["record_id"],
        row["type"],
        row["verdict"],
        json.loads(row["receipt"]),
        row["receipt"],
        bool(json.loads(row["fields"])) or row["to_status"] not in (None, row["from_status"]),
    )


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "payload": _object(row["payload"]), "changed_at": _object(row["changed_at"])}


def _conflict(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "fields": _object(row["fields"])}


def _object(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
