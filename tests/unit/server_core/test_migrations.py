"""The migrations and the tables say the same, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData

import server.store.tables  # noqa: F401 - fills the metadata
from server.store.base import Base
from server.store.database import Database
from server.store.document_search import is_declared
from server.store.migrations import is_current, migrate


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


def test_a_migrated_database_has_exactly_the_tables_that_are_declared(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_declared})
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_survives_the_migration(database):
    found = MetaData()
    found.reflect(database.engine)
    for table in Base.metadata.sorted_tables:
        assert [c.name for c in found.tables[table.name].primary_key] == [c.name for c in table.primary_key]
        assert _checks(found.tables[table.name]) == _checks(table)


def test_migrating_again_changes_nothing(database):
    migrate(database)
    assert is_current(database)


def _checks(table):
    return {c.name for c in table.constraints if c.__visit_name__ == "check_constraint"}
