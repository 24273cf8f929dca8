"""Schema changes. `migrate(database)` brings any database to the newest; `regenerate` writes 0001 from the tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from server.store.database import Database
from server.store.document_search import make_index


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def migrate(database: Database) -> None:
    """Safe to run from several processes at once: each waits for the other's transaction, then finds nothing to do."""
    config = configuration()
    with database.engine.connect() as connection, connection.begin():
        if database.dialect == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7620114)")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        make_index(connection)


def is_current(database: Database) -> bool:
    newest = ScriptDirectory.from_config(configuration()).get_current_head()
    with database.read() as session:
        return MigrationContext.configure(session.connection()).get_current_revision() == newest
