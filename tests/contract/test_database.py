"""Transactions mean the same on SQLite and PostgreSQL."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import text

from server.store.database import Database


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    with opened.write() as session:
        session.execute(text("CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER)"))
        session.execute(text("INSERT INTO counters VALUES ('a', 0)"))
    yield opened
    opened.close()


def value(database):
    with database.read() as session:
        return session.execute(text("SELECT value FROM counters")).scalar_one()


def add_one(session):
    session.execute(text("UPDATE counters SET value = value + 1"))


def test_a_write_inside_a_write_is_one_transaction(database):
    with suppress(ZeroDivisionError), database.write() as outer:
        add_one(outer)
        with database.write() as inner:
            add_one(inner)
        raise ZeroDivisionError
    assert value(database) == 0


def test_a_read_inside_a_write_sees_what_was_written(database):
    with database.write() as session:
        add_one(session)
        assert value(database) == 1


def test_a_write_inside_a_read_is_a_mistake(database):
    with database.read(), pytest.raises(RuntimeError, match="write inside a read"), database.write():
        pass


def test_nothing_is_lost_when_many_write_at_once(database):
    def work():
        for _ in range(20):
            with database.write() as session:
                found = session.execute(
                    text("SELECT value FROM counters FOR UPDATE" if pg else "SELECT value FROM counters")
                )
                session.execute(text("UPDATE counters SET value = :v"), {"v": found.scalar_one() + 1})

    pg = database.dialect == "postgresql"
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert value(database) == 80


def test_what_must_come_last_comes_last_and_once(database):
    order = []
    with database.write() as session:
        for _ in range(2):
            database.before_commit("key", lambda _: order.append("before"))
        database.after_commit(lambda: order.append("after"))
        add_one(session)
        order.append("work")
    assert order == ["work", "before", "after"]


def test_nobody_is_told_of_what_was_rolled_back(database):
    told = []
    with suppress(ZeroDivisionError), database.write():
        database.after_commit(lambda: told.append(1))
        raise ZeroDivisionError
    assert told == []


def test_an_error_does_not_carry_the_values(database):
    with pytest.raises(Exception, match="counters") as raised, database.write() as session:
        session.execute(text("INSERT INTO counters VALUES (:name, 1)"), [{"name": "a"}, {"name": "13800138000"}])
    assert "13800138000" not in str(raised.value)


def test_a_reader_does_not_wait_for_a_writer(database):
    with database.write() as session:
        add_one(session)
        seen = []
        thread = threading.Thread(target=lambda: seen.append(value(database)))
        thread.start()
        thread.join(5)
        assert seen == [0]
