"""The feeds: rows in the order of commit, without a gap, in every scope (I6, I7).

A write collects what changed; the sequence numbers are taken when it commits, from counter rows locked last and in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, bindparam, insert, select, text, update
from sqlalchemy.orm import Session

from server.services.live_pokes import Pokes
from server.services.ports_sync import FeedEntry, FeedItem
from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.feed import FeedHeadRow, FeedRow
from server.store.tables.records import RecordRow

FEED = table_of(FeedRow)
HEADS = table_of(FeedHeadRow)
PENDING, NEW, SNAPSHOT = "lobbybook_feed", "lobbybook_feed_new", "lobbybook_snapshot"
NEWEST = text("feed.newest")
OF_SCOPE = (FEED.c.branch_id == given("of_branch"), FEED.c.scope == given("of_scope"))


def _advance(dialect: str) -> Any:
    first = insertion(dialect, HEADS)
    further = {"seq": HEADS.c.seq + first.excluded.seq}
    return first.on_conflict_do_update(index_elements=["branch_id", "scope"], set_=further).returning(HEADS.c.seq)


ADD = Prepared(lambda _: insert(FEED))
ADVANCE = Prepared(_advance)
OVERTAKE = Prepared(
    lambda dialect: update(FEED).where(*OF_SCOPE, among_given(dialect, FEED.c.ref, "refs"), NEWEST).values(newest=False)
)
KIND_OF = Prepared(
    lambda _: select(RecordRow.kind).where(
        RecordRow.branch_id == given("branch_id"), RecordRow.id == given("record_id")
    )
)
PLACES = Prepared(
    lambda dialect: select(HEADS.c.scope, HEADS.c.seq).where(
        HEADS.c.branch_id == given("branch_id"), among_given(dialect, HEADS.c.scope, "scopes")
    )
)
PAGE = Prepared(
    lambda _: (
        select(FEED.c.seq, FEED.c.item, FEED.c.ref)
        .where(*OF_SCOPE, FEED.c.seq > given("after"), FEED.c.seq <= given("head"), NEWEST)
        .order_by(FEED.c.seq)
        .limit(bindparam("at_most", type_=Integer(), required=False))
    )
)
LIVE = Prepared(
    lambda _: (
        select(RecordRow.id, RecordRow.rev)
        .join(FEED, (FEED.c.branch_id == RecordRow.branch_id) & (FEED.c.ref == RecordRow.id))
        .where(*OF_SCOPE, FEED.c.seq <= given("head"), FEED.c.item == "record", NEWEST)
    )
)
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
            kind = KIND_OF.scalar(session, branch_id=branch_id, record_id=record_id)
        if kind is not None:
            self.append(branch_id, [(scope, "record", record_id) for scope in self._scopes_of(kind, branch_id)])

    def append(self, branch_id: str, entries: Iterable[tuple[str, FeedItem, str]], new: Collection[str] = ()) -> None:
        """`new` are refs of which no transaction before this one has told: nothing of theirs has to be overtaken."""
        with self._database.write() as session:
            pending = session.info.setdefault(PENDING, {})
            session.info.setdefault(NEW, set()).update(new)
            for scope, item, ref in entries:
                # Told again in one transaction, it is told once, in its last form and at its last place.
                pending.pop((branch_id, scope, ref), None)
                pending[branch_id, scope, ref] = item
            self._database.before_commit(PENDING, self._number)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is read at one moment; SQLite's transactions are so by themselves."""
        with self._database.read() as session:
            # One inside another is the same moment.
            if self._database.dialect == "postgresql" and not session.info.get(SNAPSHOT):
                session.info[SNAPSHOT] = True
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield

    def heads(self, branch_id: str, scopes: Iterable[str]) -> dict[str, int]:
        with self._database.read() as session:
            return dict(map(tuple, PLACES.rows(session, branch_id=branch_id, scopes=scopes)))

    def page(self, branch_id: str, scope: str, after: int, head: int, limit: int) -> list[FeedEntry]:
        """What is new between `after` and `head`, each thing once, at its newest place."""
        with self._database.read() as session:
            found = PAGE.rows(session, of_branch=branch_id, of_scope=scope, after=after, head=head, at_most=limit)
        return [FeedEntry(*row) for row in found]

    def live(self, branch_id: str, scope: str, head: int) -> list[tuple[str, int]]:
        """(id, rev) of every record in the scope."""
        with self._database.read() as session:
            found = LIVE.rows(session, of_branch=branch_id, of_scope=scope, head=head)
        return [(record_id, rev) for record_id, rev in found]

    def _number(self, session: Session) -> None:
        pending = sorted(
            (key[:2], item, key[2], place) for place, (key, item) in enumerate(session.info.pop(PENDING).items())
        )
        told, new = [], session.info.pop(NEW)
        for (branch_id, scope), rows in groupby(pending, key=lambda each: each[0]):
            entries = sorted(rows, key=lambda each: each[3])
            head = ADVANCE.scalar(session, branch_id=branch_id, scope=scope, seq=len(entries))
            first = head - len(entries) + 1
            known = [ref for _, _, ref, _ in entries if ref not in new]
            if known:
                OVERTAKE.run(session, of_branch=branch_id, of_scope=scope, refs=known)
            values = [
                {"newest": True, "branch_id": branch_id, "scope": scope, "seq": first + place, "item": item, "ref": ref}
                for place, (_, item, ref, _) in enumerate(entries)
            ]
            ADD.run_many(session, values)
            told.append((scope, head))
        self._database.after_commit(lambda: self._poke(told))

    def _poke(self, told: Iterable[tuple[str, int]]) -> None:
        for scope, head in told:
            self.pokes.poke(scope, head)
