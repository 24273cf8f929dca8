"""The server dies in the middle of a push. The tablet keeps everything until it has a receipt, and sends it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Request, Route

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.people import RECEIVED
from tests.journeys.waiting import until

pytestmark = pytest.mark.journey
PUSH = "**/sync/push"
FIRST = ("询问代发工资账户怎样开立。", "询问外币现钞兑换的限额。", "询问手机银行转账限额怎样调整。")
LATER = "询问存款保险的保障范围。"
# Work for minutes in every decision, as on a disk that hardly moves: whoever kills the server has time.
SLOW = """
CREATE TRIGGER slow_disk BEFORE INSERT ON operations BEGIN
  SELECT max(n) FROM (WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count LIMIT 900000000) SELECT n FROM count);
END
"""


@dataclass(frozen=True)
class Kept:
    """How much the server has on its disk."""

    lines: int
    operations: int
    records: int

    @classmethod
    def of(cls, instance: Instance) -> Kept:
        with closing(database_of(instance)) as connection:
            counts = (
                connection.execute(f"SELECT count(*) FROM {table}") for table in ("intake", "operations", "records")
            )
            return cls(*(count.fetchone()[0] for count in counts))

    def and_more(self, records: int) -> Kept:
        return Kept(self.lines + records, self.operations + records, self.records + records)


def test_a_server_killed_in_the_middle_of_a_push_has_every_record_exactly_once(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    before = Kept.of(instance)

    tablet.offline(True)
    for question in FIRST:
        manager.asks(question)
    with deciding_takes_long(instance):
        tablet.offline(False)
        until(lambda: Kept.of(instance).lines == before.lines + len(FIRST), "the push is kept")
        instance.kill()
        assert Kept.of(instance).operations == before.operations, "it was killed before anything was decided"
    instance.start()
    manager.everything_is_received()
    assert Kept.of(instance) == before.and_more(len(FIRST))

    with the_answer_is_lost(manager.page, instance):
        manager.asks(LATER)
    assert Kept.of(instance) == before.and_more(len(FIRST) + 1), "it was killed after the decision"
    instance.start()
    manager.everything_is_received()
    assert Kept.of(instance) == before.and_more(len(FIRST) + 1)
    for question in (*FIRST, LATER):
        manager.opens_in_ledger(question)
        manager.sees(RECEIVED)
    assert tablet.complaints == []


def database_of(instance: Instance) -> sqlite3.Connection:
    return sqlite3.connect(instance.data / "lobbybook.sqlite3", timeout=60, isolation_level=None)


@contextmanager
def deciding_takes_long(instance: Instance) -> Iterator[None]:
    """Ends with the server dead; what it was doing is undone by the database."""
    with closing(database_of(instance)) as connection:
        connection.execute(SLOW)
    yield
    with closing(database_of(instance)) as connection:
        connection.execute("DROP TRIGGER slow_disk")


@contextmanager
def the_answer_is_lost(page: Page, instance: Instance) -> Iterator[None]:
    """The server decides the next push and is killed while its answer is on the way."""

    def decided_and_killed(route: Route) -> None:
        route.fetch()
        instance.kill()
        route.abort()

    def is_push(request: Request) -> bool:
        return request.url.endswith("/sync/push")

    page.route(PUSH, decided_and_killed, times=1)
    with page.expect_event("requestfailed", is_push):
        yield
