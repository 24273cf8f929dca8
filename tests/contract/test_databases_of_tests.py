"""A database that one test has used is empty for the next, and one whose tables it changed is given to nobody."""

import pytest
from sqlalchemy import create_engine

from server.store.database import Database
from tests.conftest import settings_for
from tests.worlds import open_world

pytestmark = pytest.mark.postgres


def _run(url, *statements):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_what_one_test_left_another_does_not_find(postgres_databases, tmp_path):
    with postgres_databases.one() as first, open_world(settings_for(first, tmp_path)) as world:
        world.signed_in_tablet("lobby")
        held_open = Database(first).engine.connect()
    with postgres_databases.one() as second:
        assert second == first
        with open_world(settings_for(second, tmp_path)) as world:
            assert [user.username for user in world.services.people.users()] == []
    held_open.invalidate()


def test_a_database_whose_tables_were_changed_is_not_given_again(postgres_databases):
    with postgres_databases.one() as first:
        _run(first, "ALTER TABLE settings ADD COLUMN strange text")
    with postgres_databases.one() as second:
        assert second != first
