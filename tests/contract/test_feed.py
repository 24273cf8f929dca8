"""The feed, the numbers and the epoch as stores, on both databases."""

import threading
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest

from server.domain.people import Branch
from server.services.live_pokes import Pokes
from server.store.database import Database
from server.store.epoch_store import EpochStore
from server.store.feed_store import FeedStore
from server.store.number_store import NumberStore
from server.store.people_store import PeopleStore

AT = datetime(2026, 3, 2, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.fixture
def database(database_url):
    opened = Database(database_url)
    for name, no in (("b1", "0113"), ("b2", "0114")):
        PeopleStore(opened).add_branch(Branch(name, no, name), AT)
    yield opened
    opened.close()


@pytest.fixture
def feed(database):
    return FeedStore(database, lambda kind, branch_id: (f"branch:{branch_id}:floor",), Pokes())


def rows(feed, scope="s", after=0):
    head = feed.heads("b1", [scope]).get(scope, 0)
    return [(entry.seq, entry.item, entry.ref) for entry in feed.page("b1", scope, after, head, 1000)]


def test_what_was_rolled_back_leaves_no_gap(database, feed):
    """I7."""
    feed.append("b1", [("s", "record", "r1")])
    with suppress(ZeroDivisionError), database.write():
        feed.append("b1", [("s", "record", "r2")])
        raise ZeroDivisionError
    feed.append("b1", [("s", "record", "r3")])
    assert rows(feed) == [(1, "record", "r1"), (2, "record", "r3")]


def test_a_thing_told_twice_in_one_write_is_told_once(database, feed):
    with database.write():
        feed.append("b1", [("s", "record", "r1"), ("s", "record", "r2")])
        feed.append("b1", [("s", "gone", "r1")])
    assert rows(feed) == [(1, "record", "r2"), (2, "gone", "r1")]


def test_a_record_that_left_is_not_counted_as_held(database, feed):
    """MUST-36, MUST-37."""
    feed.append("b1", [("s", "record", "r1")])
    feed.append("b1", [("s", "gone", "r1")])
    assert feed.live("b1", "s", 2) == []
    assert rows(feed) == [(2, "gone", "r1")]


def test_a_poke_comes_after_the_commit_and_not_without_it(database, feed):
    seen = feed.pokes.wait(-1, 0)
    with suppress(ZeroDivisionError), database.write():
        feed.append("b1", [("s", "record", "r1")])
        raise ZeroDivisionError
    assert feed.pokes.wait(seen, 0) == seen
    feed.append("b1", [("s", "record", "r1")])
    assert feed.pokes.wait(seen, 0) == seen + 1


def test_announcing_what_does_not_exist_says_nothing(feed):
    feed.announce("b1", "nobody")
    assert feed.heads("b1", ["branch:b1:floor"]) == {}


def test_writers_of_several_scopes_never_wait_for_each_other(feed, database):
    """I7: opposite orders of scopes would stand still, were the counters not locked in one order."""
    failures = []

    def write(scopes, mark):
        try:
            for number in range(15):
                feed.append("b1", [(scope, "record", f"{mark}{number}") for scope in scopes])
        except Exception as error:
            failures.append(error)

    orders = (["s", "t"], ["t", "s"], ["s"], ["t"])
    threads = [threading.Thread(target=write, args=(order, mark)) for mark, order in zip("abcd", orders, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for scope in ("s", "t"):
        assert [row[0] for row in rows(feed, scope)] == list(range(1, 46))


def test_numbers_count_for_each_prefix_branch_and_day(database):
    numbers = NumberStore(database)
    assert numbers.next("b1", "ZX", DAY) == "ZX-0113-260302-0001"
    assert numbers.block("b1", "ZX", DAY, 2) == ["ZX-0113-260302-0002", "ZX-0113-260302-0003"]
    assert numbers.next("b2", "ZX", DAY) == "ZX-0114-260302-0001"
    assert numbers.next("b1", "XT", DAY) == "XT-0113-260302-0001"
    assert numbers.next("b1", "ZX", date(2026, 3, 3)) == "ZX-0113-260303-0001"


def test_a_number_comes_and_goes_with_its_write(database):
    numbers = NumberStore(database)
    with suppress(ZeroDivisionError), database.write():
        numbers.next("b1", "ZX", DAY)
        raise ZeroDivisionError
    assert numbers.next("b1", "ZX", DAY) == "ZX-0113-260302-0001"


def test_the_first_epoch_is_begun_once(database):
    ids = iter(["first", "second", "third"])
    epochs = EpochStore(database, lambda: next(ids), lambda: AT)
    assert [epochs.epoch(), epochs.epoch()] == ["first", "first"]
    assert [epochs.begin(), epochs.epoch()] == ["second", "second"]
