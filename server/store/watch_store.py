"""Counts of what stands open, by branch, kind and state: each by an index, none by reading the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select, union_all

from server.services.watch_branches import Standing, States
from server.store.among import among_given
from server.store.base import table_of
from server.store.database import Database
from server.store.prepared import Prepared, given
from server.store.tables.documents import DocumentRow
from server.store.tables.records import ConflictRow, RecordRow

RECORDS, CONFLICTS, DOCUMENTS = table_of(RecordRow), table_of(ConflictRow), table_of(DocumentRow)
PLACE = (RECORDS.c.branch_id, RECORDS.c.kind, RECORDS.c.status)
# Of a document that was issued, made void or replaced, nothing is waited for any more.
UNFINISHED = ("waiting", "media_incomplete", "ready", "rendering", "failed")


class WatchStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def clocked(self, branch_ids: Sequence[str], states: States, now: str) -> list[Standing]:
        if len(branch_ids) > FEW:
            return self._of_all(frozenset(branch_ids), states, now)
        return self._counted(states, CLOCKED, branch_ids=branch_ids, now=now)

    def standing(self, branch_ids: Sequence[str], states: States, now: str) -> list[Standing]:
        return self._counted(states, ANY, branch_ids=branch_ids, now=now)

    def happened(self, branch_ids: Sequence[str], states: States, first: str, last: str) -> list[Standing]:
        return self._counted(states, WITHIN, branch_ids=branch_ids, now="", first=first, last=last)

    def open_conflicts(self, branch_id: str, kinds: frozenset[str]) -> int:
        of = (
            CONFLICTS.c.branch_id == branch_id,
            CONFLICTS.c.resolved_by.is_(None),
            CONFLICTS.c.kind.in_(sorted(kinds)),
        )
        with self._database.read() as session:
            return int(session.execute(select(func.count()).select_from(CONFLICTS).where(*of)).scalar_one())

    def documents(self, branch_id: str) -> Mapping[str, int]:
        of = (DOCUMENTS.c.branch_id == branch_id, DOCUMENTS.c.state.in_(UNFINISHED))
        query = select(DOCUMENTS.c.state, func.count()).where(*of).group_by(DOCUMENTS.c.state)
        with self._database.read() as session:
            return {row[0]: int(row[1]) for row in session.execute(query)}

    def _of_all(self, branch_ids: frozenset[str], states: States, now: str) -> list[Standing]:
        """The whole index once, in its order: quicker than looking into it for each of many branches."""
        with self._database.read() as session:
            found = EVERYWHERE.rows(session, now=now)
        return [Standing(*row) for row in found if row[0] in branch_ids and row[2] in states.get(row[1], ())]

    def _counted(self, states: States, which: str, **values: Any) -> list[Standing]:
        if not states:
            return []
        counting = _counting(tuple((kind, tuple(sorted(of))) for kind, of in sorted(states.items())), which)
        with self._database.read() as session:
            return [Standing(*row) for row in counting.rows(session, **values)]


# So many branches are looked up one by one.
FEW = 20
EVERYWHERE = Prepared(
    lambda _: (
        select(*PLACE, func.count(), func.count().filter(RECORDS.c.due_at <= given("now")))
        .where(RECORDS.c.due_at.is_not(None))
        .group_by(*PLACE)
    )
)
# What is counted of the states: what has a clock, whatever stands there, or what happened within a day.
CLOCKED, ANY, WITHIN = "clocked", "any", "within"


@lru_cache(
    maxsize=64
)  # one for each set of kinds that somebody may see; written out once, since it is asked every half minute
def _counting(states: tuple[tuple[str, tuple[str, ...]], ...], which: str) -> Prepared:
    """A kind at a time, so that each is found by its own stretch of the index."""
    return Prepared(lambda dialect: union_all(*[_of_kind(dialect, kind, of, which) for kind, of in states]))


def _of_kind(dialect: str, kind: str, states: tuple[str, ...], which: str) -> Select[Any]:
    late = func.count().filter(RECORDS.c.due_at <= given("now"))
    of = (among_given(dialect, RECORDS.c.branch_id, "branch_ids"), RECORDS.c.kind == kind, RECORDS.c.status.in_(states))
    more: dict[str, tuple[Any, ...]] = {
        CLOCKED: (RECORDS.c.due_at.is_not(None),),
        ANY: (),
        WITHIN: (RECORDS.c.occurred_at >= given("first"), RECORDS.c.occurred_at < given("last")),
    }
    return select(*PLACE, func.count(), late).where(*of, *more[which]).group_by(*PLACE)
