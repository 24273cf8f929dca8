"""Statements written out once mean the same on SQLite and PostgreSQL, and keep apart what comes with a call from what they say."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import create_engine, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.people import SettingRow

SETTINGS = table_of(SettingRow)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
ADD = Prepared(lambda _: insert(SETTINGS))
NAMED = Prepared(
    lambda dialect: (
        select(SETTINGS.c.name, SETTINGS.c.value, SETTINGS.c.updated_at)
        .where(SETTINGS.c.branch_id == "", among_given(dialect, SETTINGS.c.name, "names"))
        .where(SETTINGS.c.name.in_(("a", "b")))
        .order_by(SETTINGS.c.name)
    )
)
FORGET_WHO = Prepared(lambda _: update(SETTINGS).where(SETTINGS.c.name == given("of")).values(updated_by=None))
WHO = Prepared(lambda _: select(SETTINGS.c.updated_by).where(SETTINGS.c.name == given("name")))


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    yield opened
    opened.close()


def test_values_come_back_as_the_types_of_their_columns(database):
    rows = [
        {"branch_id": "", "name": name, "value": {"中": [1, True]}, "updated_by": "x", "updated_at": AT}
        for name in "cab"
    ]
    with database.write() as session:
        ADD.run_many(session, rows)
        ADD.run_many(session, [])
        found = [tuple(row) for row in NAMED.rows(session, names={"a", "c"})]
        assert found == [("a", {"中": [1, True]}, AT.astimezone(UTC))]
        assert NAMED.first(session, names=[]) is None


def test_null_of_the_statement_is_null_and_a_missing_value_is_a_mistake(database):
    with database.write() as session:
        ADD.run(session, branch_id="", name="a", value=1, updated_by="x", updated_at=AT)
        assert FORGET_WHO.run(session, of="a") == 1
        assert WHO.rows(session, name="a")[0][0] is None
        with pytest.raises(KeyError):
            WHO.rows(session)


def test_an_error_is_told_as_the_toolkit_tells_it_and_the_next_write_finds_a_sound_connection(database):
    row = {"branch_id": "", "name": "a", "value": 1, "updated_by": "said by a customer", "updated_at": AT}
    with database.write() as session:
        ADD.run(session, **row)
    for again in (lambda session: ADD.run(session, **row), lambda session: ADD.run_many(session, [row])):
        with pytest.raises(IntegrityError) as told, database.write() as session:
            again(session)
        assert "said by a customer" not in str(told.value)
    with database.read() as session:
        assert WHO.scalar(session, name="a") == "said by a customer"


@pytest.mark.postgres
def test_a_connection_that_broke_is_not_given_to_the_next_write(postgres_databases):
    with postgres_databases.one() as url:
        database = Database(url)
        with pytest.raises(OperationalError):
            _ask_over_a_line_that_is_cut(database)
        with database.read() as session:
            assert WHO.rows(session, name="a") == []
        database.close()


def _ask_over_a_line_that_is_cut(database):
    with database.write() as session:
        mine = session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        other = create_engine(database.url)
        with other.connect() as connection:
            connection.exec_driver_sql(f"SELECT pg_terminate_backend({mine})")
        other.dispose()
        WHO.rows(session, name="a")
