"""One engine, set up so that both databases promise the same: durable commits, writers in line, no parameters in errors."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from sync.server.compact_json import writer

READ_ONLY = "lobbybook_read_only"
POOL = {"pool_size": 16, "max_overflow": 48, "pool_timeout": 10}
# A push of 500 operations writes some 3 MB: with the usual 2 MB SQLite would write its pages before the commit, and again in
# it, and copy the log into the file at every push.
CACHE_KIB, CHECKPOINT_PAGES = 8 * 1024, 4000
SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=15000",
    f"cache_size=-{CACHE_KIB}",
    f"wal_autocheckpoint={CHECKPOINT_PAGES}",
)
_compact = writer(ascii=False)


def open_engine(url: str) -> Engine:
    """`hide_parameters`: an error that reaches the log must not carry what a customer said."""
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url)
    return create_engine(url, hide_parameters=True, pool_pre_ping=True, **POOL)


def _open_sqlite(url: str) -> Engine:
    file = make_url(url).database
    if not file or file == ":memory:":
        raise ValueError("SQLite needs a file: a database in memory would be lost, and seen by one thread only")
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, json_serializer=stored_json, **POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # None: we say BEGIN ourselves, else the driver decides when a transaction starts.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def stored_json(value: Any) -> str:
    """Characters as they are: escapes of Chinese would take twice the room, and a record a page of its own. Half a character,
    which only a value nobody judged can hold, is no UTF-8 and stays an escape."""
    text = _compact(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads first and writes later would fail with "locked" instead of waiting its turn.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def read_only_engine(engine: Engine) -> Engine:
    """The same pool, whose transactions neither wait for writers nor write."""
    return engine.execution_options(**{READ_ONLY: True})
