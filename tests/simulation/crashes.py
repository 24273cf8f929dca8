"""Where the simulated server can die or be overtaken: around every commit of its real database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

import server.app
from server.store.database import Database

# open: a write is about to begin · decided: all is written but what is taken last · counted: that too, not committed yet
# · durable: committed, nobody told.
Point = Literal["open", "decided", "counted", "durable"]
POINTS: tuple[Point, ...] = ("decided", "counted", "durable")
Hook = Callable[[Point, Database], None]


class ServerDied(BaseException):
    """No `except Exception` of the application may catch the end of its own process."""


@dataclass
class Interruption:
    """What happens at the commit points of every database that is opened while it is installed."""

    hook: Hook | None = None
    commits: int = 0

    def at(self, point: Point, database: Database) -> None:
        if point == "durable":
            self.commits += 1
        if self.hook is not None:
            self.hook(point, database)

    @contextmanager
    def during(self, hook: Hook | None) -> Iterator[None]:
        before, self.hook = self.hook, hook
        try:
            yield
        finally:
            self.hook = before


def dying_at(point: Point, nth: int) -> Hook:
    """The process ends at the nth such point from now on."""
    passed = 0

    def hook(reached: Point, _database: Database) -> None:
        nonlocal passed
        passed += reached == point
        if reached == point and passed == nth:
            raise ServerDied

    return hook


@contextmanager
def interruptible(interruption: Interruption) -> Iterator[None]:
    """While it lasts, applications are made on databases that report their commit points."""

    class Interrupted(Database):
        @contextmanager
        def write(self) -> Iterator[Session]:
            if self._current.get() is None:
                interruption.at("open", self)
            with super().write() as session:
                yield session

        def _commit(self, opened: Any) -> None:
            interruption.at("decided", self)
            original = opened.session.commit

            def commit() -> None:
                interruption.at("counted", self)
                original()

            opened.session.commit = commit
            super()._commit(opened)
            interruption.at("durable", self)

    before = server.app.Database
    server.app.Database = Interrupted  # the one seam through which every part gets its database
    try:
        yield
    finally:
        server.app.Database = before


class Overlap:
    """Two requests at once, in one certain order: the first is stopped at a commit point while the second runs.

    The second runs to its end or until the database makes it wait for the first; `meanwhile` looks at what is visible then;
    then the first goes on.
    """

    def __init__(
        self, interruption: Interruption, is_waiting: Callable[[], bool], meanwhile: Callable[[], None]
    ) -> None:
        self._interruption = interruption
        self._is_waiting = is_waiting
        self._meanwhile = meanwhile
        self._go_on = threading.Event()
        self._stopped = threading.Event()
        self._second_waits = threading.Event()

    def run(
        self, first: Callable[[], Any], second: Callable[[], Any], point: Point, nth: int, one_writer: bool
    ) -> tuple[Any, Any]:
        results: dict[str, Any] = {}
        threads = {name: self._thread(name, work, results) for name, work in (("first", first), ("second", second))}
        with self._interruption.during(self._hook(threads["first"], point, nth, one_writer)):
            threads["first"].start()
            while threads["first"].is_alive() and not self._stopped.wait(0.001):
                pass
            threads["second"].start()
            while threads["second"].is_alive() and not self._second_is_held():
                threads["second"].join(0.002)
            try:
                self._meanwhile()
            finally:
                self._go_on.set()
            for thread in threads.values():
                thread.join()
        for value in results.values():
            if isinstance(value, BaseException):
                raise value
        return results["first"], results["second"]

    def _second_is_held(self) -> bool:
        return self._second_waits.is_set() or self._is_waiting()

    def _hook(self, first: threading.Thread, point: Point, nth: int, one_writer: bool) -> Hook:
        passed = 0

        def hook(reached: Point, _database: Database) -> None:
            nonlocal passed
            mine = threading.current_thread() is first
            if mine and reached == point:
                passed += 1
                if passed == nth:
                    self._stopped.set()
                    self._go_on.wait()
            if (
                not mine
                and reached == "open"
                and one_writer
                and self._stopped.is_set()
                and point in ("decided", "counted")
            ):
                self._second_waits.set()
                self._go_on.wait()
                first.join()

        return hook

    def _thread(self, name: str, work: Callable[[], Any], results: dict[str, Any]) -> threading.Thread:
        def body() -> None:
            try:
                results[name] = work()
            except BaseException as error:  # handed to whoever waits for the pair
                results[name] = error

        return threading.Thread(target=body, name=name, daemon=True)
