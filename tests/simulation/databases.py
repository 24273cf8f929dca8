"""A database of its own for every seed, copied from the populated one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.databases import TEMPLATE, database_in, migrated_sqlite, postgres_server

POPULATED = "simulation_template"
# Under a name, the address of a copy: the empty database as the populated one, the populated one for every other name.
Copy = Callable[[str], AbstractContextManager[str]]


def copies(dialect: str, folder: Path) -> AbstractContextManager[Copy]:
    return _postgres() if dialect == "postgres" else _sqlite(folder)


@contextmanager
def _sqlite(folder: Path) -> Iterator[Copy]:
    empty = migrated_sqlite(folder / "empty.sqlite3")

    @contextmanager
    def copy(name: str) -> Iterator[str]:
        source = empty if name == POPULATED else folder / f"{POPULATED}.sqlite3"
        file = folder / f"{name}.sqlite3"
        shutil.copyfile(source, file)
        try:
            yield f"sqlite:///{file}"
        finally:
            for made in folder.glob(f"{name}.sqlite3*"):
                made.unlink()

    yield copy


@contextmanager
def _postgres() -> Iterator[Copy]:
    with postgres_server() as url:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            # Nobody pulls the plug of this machine: the crashes simulated are those of the application's process.
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))

        @contextmanager
        def copy(name: str) -> Iterator[str]:
            source = TEMPLATE if name == POPULATED else POPULATED
            with engine.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE {source} STRATEGY FILE_COPY'))
            try:
                yield database_in(url, name)
            finally:
                with engine.connect() as connection:
                    connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))

        try:
            yield copy
        finally:
            engine.dispose()
