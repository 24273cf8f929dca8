"""The audit log. Entries join the open transaction and are chained at its very end.

At the end, because the chain's head is a row every writer of the branch wants: taken last it is held shortest, and always
after the feed counters, so that two writers can never wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from server.domain.audit_chain import BANK, GENESIS, AuditEntry, Link, chain
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.audit import AuditHeadRow, AuditRow

PENDING = "lobbybook_audit"
ENTRIES, HEADS = table_of(AuditRow), table_of(AuditHeadRow)


def _lock_head(dialect: str) -> Any:
    """The head's row, made when it is the first entry; in both cases it is ours until the transaction ends."""
    first = insertion(dialect, HEADS)
    locked = first.on_conflict_do_update(index_elements=["branch_id"], set_={"seq": HEADS.c.seq})
    return locked.returning(HEADS.c.seq, HEADS.c.hash)


LOCK_HEAD = Prepared(_lock_head)
ADD = Prepared(lambda _: insert(ENTRIES))
ADVANCE = Prepared(
    lambda _: update(HEADS).where(HEADS.c.branch_id == given("of")).values(seq=given("to_seq"), hash=given("to_hash"))
)


class AuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self,
        branch_id: str | None,
        actor_id: str | None,
        action: str,
        subject: str,
        details: Mapping[str, object],
        at: datetime,
    ) -> None:
        self.append_many([AuditEntry(branch_id or BANK, actor_id, action, subject, details, at)])

    def append_many(self, entries: Sequence[AuditEntry]) -> None:
        """Stored if and only if the open (else: its own) transaction commits."""
        if not entries:
            return
        with self._database.write() as session:
            session.info.setdefault(PENDING, []).extend(entries)
            self._database.before_commit(PENDING, _store_pending, very_last=True)

    def heads(self) -> list[tuple[str, int, str]]:
        with self._database.read() as session:
            rows = session.execute(select(AuditHeadRow).order_by(AuditHeadRow.branch_id)).scalars()
            return [(row.branch_id, row.seq, row.hash) for row in rows]

    def links(self, branch_id: str, after_seq: int = 0, up_to: int | None = None) -> Iterator[Link]:
        """In order, read in pages, so that a chain of millions is proved in little memory."""
        while page := self.page(branch_id, after_seq=after_seq, limit=1000):
            for link in page:
                if up_to is not None and link.seq > up_to:
                    return
                yield link
            after_seq = page[-1].seq

    def page(self, branch_id: str, *, after_seq: int = 0, limit: int) -> list[Link]:
        query = select(AuditRow).where(AuditRow.branch_id == branch_id, AuditRow.seq > after_seq)
        with self._database.read() as session:
            return [_link(row) for row in session.execute(query.order_by(AuditRow.seq).limit(limit)).scalars()]

    def ends(self) -> dict[str, int]:
        """The last entry of each branch as the entries themselves say it, whatever the heads claim."""
        with self._database.read() as session:
            rows = session.execute(select(AuditRow.branch_id, func.max(AuditRow.seq)).group_by(AuditRow.branch_id))
            return {row[0]: row[1] for row in rows}

    def newest(
        self,
        branch_id: str,
        *,
        before_seq: int | None,
        action: str | None,
        limit: int,
        actor_id: str | None = None,
        first: datetime | None = None,
        last: datetime | None = None,
    ) -> list[Link]:
        """What happened from `first` on and before `last`, newest first."""
        query = select(AuditRow).where(AuditRow.branch_id == branch_id)
        if actor_id is not None:
            query = query.where(AuditRow.actor_id == actor_id)
        if first is not None:
            query = query.where(AuditRow.at >= first)
        if last is not None:
            query = query.where(AuditRow.at < last)
        if before_seq is not None:
            query = query.where(AuditRow.seq < before_seq)
        if action is not None:
            query = query.where(AuditRow.action == action)
        with self._database.read() as session:
            return [_link(row) for row in session.execute(query.order_by(AuditRow.seq.desc()).limit(limit)).scalars()]

    def about(self, subject: str, branch_ids: Collection[str], actions: Collection[str], limit: int) -> list[Link]:
        """By the index of actions, which are few in a branch; newest first."""
        of = (AuditRow.branch_id.in_(branch_ids), AuditRow.action.in_(actions), AuditRow.subject == subject)
        query = select(AuditRow).where(*of).order_by(AuditRow.at.desc(), AuditRow.seq.desc()).limit(limit)
        with self._database.read() as session:
            return [_link(row) for row in session.execute(query).scalars()]


def _store_pending(session: Session) -> None:
    pending = sorted(session.info.pop(PENDING), key=attrgetter("branch_id"))  # one order of locks for all
    for branch_id, entries in groupby(pending, key=attrgetter("branch_id")):
        seq, previous = LOCK_HEAD.first(session, branch_id=branch_id, seq=0, hash=GENESIS)
        links = list(chain(entries, seq, previous))
        ADD.run_many(session, [vars(link) for link in links])
        ADVANCE.run(session, of=branch_id, to_seq=links[-1].seq, to_hash=links[-1].hash)


def _link(row: AuditRow) -> Link:
    return Link(**{name: getattr(row, name) for name in Link.__dataclass_fields__})
