"""Transactions. `with database.write() as session:` opens one, or joins the one that is open on this thread of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from server.store.engine import open_engine, read_only_engine

BeforeCommit = Callable[[Session], None]


@dataclass
class _Open:
    session: Session
    writes: bool
    before_commit: dict[object, tuple[bool, BeforeCommit]] = field(default_factory=dict)
    after_commit: list[Callable[[], None]] = field(default_factory=list)


class Database:
    """One database. Joining lets a use case call several stores, and the audit log, inside one transaction."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url)
        self._reading = read_only_engine(self.engine)
        self._current: ContextVar[_Open | None] = ContextVar("transaction", default=None)

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Commits at the outermost end, rolls back on any exception. Never wait for a network inside."""
        current = self._current.get()
        if current is None:
            with Session(self.engine, expire_on_commit=False) as session, self._entered(_Open(session, True)) as opened:
                yield session
                self._commit(opened)
            for notify in opened.after_commit:
                notify()
            return
        if not current.writes:
            raise RuntimeError("a write inside a read: open the write first")
        yield current.session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look (a snapshot on SQLite, statement by statement on PostgreSQL); sees the joined write's rows."""
        current = self._current.get()
        if current is not None:
            yield current.session
            return
        with Session(self._reading, expire_on_commit=False) as session, self._entered(_Open(session, False)):
            yield session
            session.rollback()

    def before_commit(self, key: object, work: BeforeCommit, *, very_last: bool = False) -> None:
        """Run `work` last in the open write, once for each key: for rows whose lock must be taken last. What is `very_last`
        comes after all others, whoever asked first, so that all writes lock such rows in one order."""
        self._writing().before_commit.setdefault(key, (very_last, work))

    def after_commit(self, notify: Callable[[], None]) -> None:
        """Run once the open write is durable; not at all if it is rolled back."""
        self._writing().after_commit.append(notify)

    def reachable(self) -> bool:
        with self.read() as session:
            return session.execute(text("SELECT 1")).scalar_one() == 1

    def close(self) -> None:
        self.engine.dispose()

    def _writing(self) -> _Open:
        current = self._current.get()
        if current is None or not current.writes:
            raise RuntimeError("no write is open")
        return current

    @contextmanager
    def _entered(self, opened: _Open) -> Iterator[_Open]:
        token = self._current.set(opened)
        try:
            yield opened
        finally:
            self._current.reset(token)

    def _commit(self, opened: _Open) -> None:
        for _, work in sorted(opened.before_commit.values(), key=lambda each: each[0]):
            work(opened.session)
        opened.session.commit()
