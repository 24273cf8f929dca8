"""What somebody is told: by who they are, the role that is active and their department now, of records they may see now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.moments import to_wire
from server.domain.notices import Notice, audiences_of, scope_of, settled_before
from server.domain.people import Actor
from server.domain.roles import EVERY_BRANCH
from server.records import Kind
from server.services.ports import Transaction
from server.services.see_records import Reach, SeeRecords

COUNTED = 100
"""So many unread ones are counted; beyond that nobody counts."""


@dataclass(frozen=True)
class Reader:
    """`every` branch, for roles of the whole bank; else that of the reach alone."""

    user_id: str
    scopes: Sequence[str]
    reach: Reach
    every: bool


class NoticeStore(Protocol):
    def page(self, reader: Reader, after: str | None, limit: int) -> list[tuple[Notice, bool]]:
        """Newest first, and whether this person has read it."""
        ...

    def unread(self, reader: Reader, most: int) -> int: ...
    def mark(self, reader: Reader, ids: Sequence[str] | None, through: str | None, settled: str) -> None:
        """Those of `ids`, or all up to `through`, that are this person's to read. What is still to come is not before `settled`."""

    def heads(self, branch_id: str | None, scopes: Sequence[str]) -> dict[str, int]: ...


@dataclass(frozen=True)
class NoticePage:
    items: Sequence[dict[str, Any]]
    next: str | None
    unread: int


@dataclass(frozen=True)
class ReadNotices:
    store: NoticeStore
    see: SeeRecords
    kinds: Mapping[str, Kind]
    transaction: Transaction

    def __call__(self, actor: Actor, after: str | None, limit: int) -> NoticePage:
        reader = self._reader(actor)
        found = self.store.page(reader, after, limit + 1)
        shown = found[:limit]
        records = self._records([notice for notice, _ in shown])
        items = [{**_told(notice, read), "record": records.get(notice.record_id or "")} for notice, read in shown]
        unread = self.store.unread(reader, COUNTED)
        return NoticePage(items, shown[-1][0].id if len(found) > limit else None, unread)

    def mark(self, actor: Actor, ids: Sequence[str] | None, through: str | None, at: datetime) -> int:
        """How many are still unread."""
        reader = self._reader(actor)
        with self.transaction():
            self.store.mark(reader, ids, through, settled_before(at))
            return self.store.unread(reader, COUNTED)

    def scopes(self, actor: Actor) -> list[str]:
        return [scope_of(actor.branch_id, each) for each in audiences_of(actor)]

    def heads(self, actor: Actor) -> dict[str, int]:
        branch_id = None if actor.active_role in EVERY_BRANCH else actor.branch_id
        return self.store.heads(branch_id, self.scopes(actor))

    def _reader(self, actor: Actor) -> Reader:
        reach = self.see.reach(actor, actor.branch_id)
        return Reader(actor.id, self.scopes(actor), reach, every=actor.active_role in EVERY_BRANCH)

    def _records(self, notices: Sequence[Notice]) -> dict[str, dict[str, Any]]:
        """As lists show them: number, state and the masked fields of the title; of sealed kinds not even those."""
        found: dict[str, dict[str, Any]] = {}
        for branch_id in {each.branch_id for each in notices}:
            ids = list({each.record_id for each in notices if each.branch_id == branch_id and each.record_id})
            open_ids = self.see.records.records(branch_id, ids) if ids else {}
            told = [each for each in open_ids.values() if not self._is_closed(each.kind)]
            shown = self.see.show.shown(branch_id, told) if told else {}
            for record_id, record in open_ids.items():
                values = _in_lists(self.kinds[record.kind], shown[record_id]["values"]) if record_id in shown else {}
                found[record_id] = {"no": record.no, "status": record.status, "values": values}
        return found

    def _is_closed(self, kind: str) -> bool:
        return self.kinds[kind].sealed or self.kinds[kind].readers is not None


def _in_lists(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    wanted = (kind.columns.title, *kind.columns.subtitle)
    return {code: values[code] for code in wanted if code in values}


def _told(notice: Notice, read: bool) -> dict[str, Any]:
    return {
        "id": notice.id,
        "branch_id": notice.branch_id,
        "code": notice.code,
        "kind": notice.kind,
        "record_id": notice.record_id,
        "document_id": notice.document_id,
        "verb": notice.verb,
        "urgent": notice.urgent,
        "at": to_wire(notice.at),
        "read": read,
    }
