"""Which records a person may see, and how: by branch, by the scope of the kind, for an agent by what waits for them.

Kinds with `readers` are seen by the agents of that department alone, and every look at one is in the audit log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.people import SYSTEM_ID, Actor
from server.domain.roles import EVERY_BRANCH, SUPERVISORS
from server.records import Kind
from server.records.kind import FLOOR
from server.services.ports import Audit
from server.services.ports_sync import Records, Users
from server.services.show_record import ShowRecords
from sync.lifecycle import open_commands
from sync.server.change import standing_of
from sync.server.state import Actor as Standing
from sync.server.state import RecordState

AGENT = "department_agent"
# More records than that, naming one, nobody reads on its page; the list finds them all.
NAMING = 100


@dataclass(frozen=True)
class Reach:
    """`kinds` that may be seen in this branch; with a `department`, only what is addressed to it, what it took a step on, or
    what is linked from what is addressed to it."""

    branch_id: str
    kinds: frozenset[str]
    department: str | None


@dataclass(frozen=True)
class Filter:
    """`first` and `last` are instants, the last one excluded; every word of `words` must be found. `waiting` are the kinds and
    states that are wanted, where not one of each is; with `due_before`, only what was due by then. `numbers` are the official
    numbers of those that are wanted, where not all are."""

    kind: str | None = None
    status: str | None = None
    first: str | None = None
    last: str | None = None
    words: tuple[str, ...] = ()
    waiting: frozenset[tuple[str, str]] | None = None
    due_before: str | None = None
    numbers: tuple[str, ...] | None = None
    oldest_first: bool = False
    after: tuple[str, str] | None = None
    limit: int = 50


@dataclass(frozen=True)
class Told:
    """One operation of a record's history."""

    at: str
    by: str
    verb: str
    from_status: str | None
    to_status: str | None
    fields: Sequence[str]
    reason: str | None
    verdict: str


class RecordList(Protocol):
    def page(self, reach: Reach, wanted: Filter) -> list[RecordState]:
        """Newest first unless the oldest are wanted, after the position (`occurred_at`, id) of `wanted.after`."""
        ...

    def count(self, reach: Reach, wanted: Filter) -> int: ...

    def visible(self, reach: Reach, record_id: str) -> bool: ...
    def naming(self, reach: Reach, record_id: str, limit: int) -> list[RecordState]:
        """The records within reach that name this one, newest first."""
        ...


class History(Protocol):
    def history(self, branch_id: str, record_id: str) -> list[Told]: ...


@dataclass(frozen=True)
class SeeRecords:
    records: Records
    listed: RecordList
    past: History
    users: Users
    show: ShowRecords
    kinds: Mapping[str, Kind]
    audit: Audit

    def reach(self, actor: Actor, branch_id: str) -> Reach:
        department = actor.user.department if actor.active_role == AGENT else None
        kinds = frozenset(code for code, kind in self.kinds.items() if may_see(kind, actor.active_role, department))
        return Reach(branch_id, kinds, department)

    def to_confirm(self, actor: Actor) -> frozenset[tuple[str, str]]:
        """The kinds and states that wait for this person's confirmation."""
        kinds = [kind for kind in self.kinds.values() if kind.confirms(actor.active_role)]
        return frozenset((kind.code, state) for kind in kinds if kind.confirmed for state in kind.confirmed.states)

    def page(self, actor: Actor, reach: Reach, wanted: Filter, at: datetime) -> list[dict[str, Any]]:
        return self.offered(actor, self.listed.page(reach, wanted), at)

    def offered(self, actor: Actor, records: Sequence[RecordState], at: datetime) -> list[dict[str, Any]]:
        """Records within reach as lists show them, in their order."""
        self._note(actor, records, at)
        shown = self.show.shown(records[0].branch_id, records) if records else {}
        return [shown[record.id] for record in records]

    def visible(self, reach: Reach, record_id: str) -> RecordState | None:
        found = self.records.records(reach.branch_id, [record_id]).get(record_id)
        if found is None or found.kind not in reach.kinds or not self.listed.visible(reach, record_id):
            return None
        return found

    def detail(self, actor: Actor, record: RecordState, at: datetime) -> dict[str, Any]:
        self._note(actor, [record], at)
        shown = self.show.shown(record.branch_id, [record])[record.id]
        linked = self._naming(actor, record, at)
        commands = self._commands(actor, record)
        return {**shown, "commands": commands, "linked": linked, "history": self._history(record)}

    def _naming(self, actor: Actor, record: RecordState, at: datetime) -> list[dict[str, Any]]:
        found = self.listed.naming(self.reach(actor, record.branch_id), record.id, NAMING)
        self._note(actor, found, at)
        return list(self.show.shown(record.branch_id, found).values())

    def _note(self, actor: Actor, seen: Sequence[RecordState], at: datetime) -> None:
        """A look at what only some may read is in the audit log; what it says is not."""
        for record in seen:
            if self.kinds[record.kind].readers is not None:
                self.audit.append(record.branch_id, actor.id, "record.read", f"record:{record.id}", {}, at)

    def _commands(self, actor: Actor, record: RecordState) -> list[str]:
        kind = self.kinds[record.kind]
        person = Standing(actor.id, frozenset({actor.active_role}), actor.user.department)
        standing = standing_of(person, record, kind)
        return open_commands(kind.definition["life_cycle"], record.status, actor.active_role, standing)

    def _history(self, record: RecordState) -> list[dict[str, Any]]:
        entries = self.past.history(record.branch_id, record.id)
        names = {user.id: user.name for user in self.users.users_by_ids({each.by for each in entries}).values()}
        names[SYSTEM_ID] = "系统"
        return [{**vars(each), "fields": list(each.fields), "by_name": names.get(each.by, "")} for each in entries]


def may_see(kind: Kind, role: str, department: str | None) -> bool:
    if kind.readers is not None:
        return department == kind.readers
    return role in SUPERVISORS | EVERY_BRANCH or kind.scope == FLOOR
