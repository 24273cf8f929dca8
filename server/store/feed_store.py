"""The feeds: rows in the order of commit, without a gap, in every scope (I6, I7).

A write collects what changed; the sequence numbers are taken when it commits, from counter rows locked last and in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.services.live_pokes import Pokes
from server.services.ports_sync import FeedEntry, FeedItem
from server.store.among import among
from server.store.base import table_of
from server.store.bulk import insert_rows
from server.store.database import Database
from server.store.tables.feed import FeedHeadRow, FeedRow
from server.store.tables.records import RecordRow

FEED = table_of(FeedRow)
ADD = insert(FEED)
HEADS = table_of(FeedHeadRow)
PENDING = "lobbybook_feed"
NEWEST = text("feed.newest")
ScopesOf = Callable[[str, str], Sequence[str]]


class FeedStore:
    """`scopes_of(kind, branch_id)` tells where a record is carried; `pokes` are told after each commit."""

    def __init__(self, database: Database, scopes_of: ScopesOf, pokes: Pokes) -> None:
        self._database = database
        self._scopes_of = scopes_of
        self.pokes = pokes

    def announce(self, branch_id: str, record_id: str) -> None:
        """What is shown of this record changed though the record did not (a document of it was issued)."""
        with self._database.write() as session:
            query = select(RecordRow.kind).where(RecordRow.branch_id == branch_id, RecordRow.id == record_id)
            kind = session.execute(query).scalar_one_or_none()
        if kind is not None:
            self.append(branch_id, [(scope, "record", record_id) for scope in self._scopes_of(kind, branch_id)])

    def append(self, branch_id: str, entries: Iterable[tuple[str, FeedItem, str]]) -> None:
        with self._database.write() as session:
            pending = session.info.setdefault(PENDING, {})
            for scope, item, ref in entries:
                # Told again in one transaction, it is told once, in its last form and at its last place.
                pending.pop((branch_id, scope, ref), None)
                pending[branch_id, scope, ref] = item
            self._database.before_commit(PENDING, self._number)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is read at one moment; SQLite's transactions are so by themselves."""
        with self._database.read() as session:
            if self._database.dialect == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield

    def heads(self, branch_id: str, scopes: Iterable[str]) -> dict[str, int]:
        query = select(HEADS.c.scope, HEADS.c.seq).where(
            HEADS.c.branch_id == branch_id, HEADS.c.scope.in_(list(scopes))
        )
        with self._database.read() as session:
            return {row.scope: row.seq for row in session.execute(query)}

    def page(self, branch_id: str, scope: str, after: int, head: int, limit: int) -> list[FeedEntry]:
        """What is new between `after` and `head`, each thing once, at its newest place."""
        query = (
            select(FEED.c.seq, FEED.c.item, FEED.c.ref)
            .where(FEED.c.branch_id == branch_id, FEED.c.scope == scope, FEED.c.seq > after, FEED.c.seq <= head)
            .where(NEWEST)
            .order_by(FEED.c.seq)
            .limit(limit)
        )
        with self._database.read() as session:
            return [FeedEntry(*row) for row in session.execute(query)]

    def live(self, branch_id: str, scope: str, head: int) -> list[tuple[str, int]]:
        """(id, rev) of every record in the scope."""
        query = (
            select(RecordRow.id, RecordRow.rev)
            .join(FEED, (FEED.c.branch_id == RecordRow.branch_id) & (FEED.c.ref == RecordRow.id))
            .where(FEED.c.branch_id == branch_id, FEED.c.scope == scope, FEED.c.seq <= head, FEED.c.item == "record")
            .where(NEWEST)
        )
        with self._database.read() as session:
            return [(row.id, row.rev) for row in session.execute(query)]

    def _number(self, session: Session) -> None:
        pending = sorted(
            (key[:2], item, key[2], place) for place, (key, item) in enumerate(session.info.pop(PENDING).items())
        )
        told = []
        for (branch_id, scope), rows in groupby(pending, key=lambda each: each[0]):
            entries = sorted(rows, key=lambda each: each[3])
            head = session.execute(self._advanced(branch_id, scope, len(entries))).scalar_one()
            first = head - len(entries) + 1
            session.execute(self._overtaken(branch_id, scope, [ref for _, _, ref, _ in entries]))
            values = [
                {"newest": True, "branch_id": branch_id, "scope": scope, "seq": first + place, "item": item, "ref": ref}
                for place, (_, item, ref, _) in enumerate(entries)
            ]
            insert_rows(session, ADD, values)
            told.append((scope, head))
        self._database.after_commit(lambda: self._poke(told))

    def _poke(self, told: Iterable[tuple[str, int]]) -> None:
        for scope, head in told:
            self.pokes.poke(scope, head)

    def _overtaken(self, branch_id: str, scope: str, refs: Sequence[str]) -> Any:
        about = (FEED.c.branch_id == branch_id, FEED.c.scope == scope, among(self._database.dialect, FEED.c.ref, refs))
        return update(FEED).where(*about, NEWEST).values(newest=False)

    def _advanced(self, branch_id: str, scope: str, by: int) -> Any:
        dialect: Any = postgresql if self._database.dialect == "postgresql" else sqlite
        first = dialect.insert(HEADS).values(branch_id=branch_id, scope=scope, seq=by)
        further = {"seq": HEADS.c.seq + first.excluded.seq}
        return first.on_conflict_do_update(index_elements=["branch_id", "scope"], set_=further).returning(HEADS.c.seq)
