"""Which records a person may see, and how: by branch, by the scope of the kind, for an agent by what is addressed to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.domain.people import Actor
from server.domain.roles import EVERY_BRANCH, SUPERVISORS
from server.records import Kind
from server.records.kind import FLOOR
from server.services.ports_sync import Records, Users
from server.services.run_online import SYSTEM_ID
from server.services.show_record import ShowRecords
from sync.lifecycle import open_commands
from sync.server.state import RecordState

AGENT = "department_agent"


@dataclass(frozen=True)
class Reach:
    """`kinds` that may be seen in this branch; with a `department`, only what is addressed to it or linked from that."""

    branch_id: str
    kinds: frozenset[str]
    department: str | None


@dataclass(frozen=True)
class Filter:
    """`first` and `last` are instants, the last one excluded; every word of `words` must be found."""

    kind: str | None = None
    status: str | None = None
    first: str | None = None
    last: str | None = None
    words: tuple[str, ...] = ()
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
        """Newest first, after the position (`occurred_at`, id) of `wanted.after`."""
        ...

    def visible(self, reach: Reach, record_id: str) -> bool: ...


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

    def reach(self, actor: Actor, branch_id: str) -> Reach:
        wide = actor.active_role in SUPERVISORS | EVERY_BRANCH
        kinds = frozenset(code for code, kind in self.kinds.items() if wide or kind.scope == FLOOR)
        return Reach(branch_id, kinds, actor.user.department if actor.active_role == AGENT else None)

    def page(self, reach: Reach, wanted: Filter) -> list[dict[str, Any]]:
        found = self.listed.page(reach, wanted)
        shown = self.show.shown(reach.branch_id, found)
        return [shown[record.id] for record in found]

    def visible(self, reach: Reach, record_id: str) -> RecordState | None:
        found = self.records.records(reach.branch_id, [record_id]).get(record_id)
        if found is None or found.kind not in reach.kinds or not self.listed.visible(reach, record_id):
            return None
        return found

    def detail(self, actor: Actor, record: RecordState) -> dict[str, Any]:
        shown = self.show.shown(record.branch_id, [record])[record.id]
        return {**shown, "commands": self._commands(actor, record), "history": self._history(record)}

    def _commands(self, actor: Actor, record: RecordState) -> list[str]:
        kind = self.kinds[record.kind]
        field = kind.department_field
        addressed = field is not None and record.payload.get(field) == actor.user.department
        author = record.created_by == actor.id
        life_cycle = kind.definition["life_cycle"]
        return open_commands(life_cycle, record.status, actor.active_role, author=author, department=addressed)

    def _history(self, record: RecordState) -> list[dict[str, Any]]:
        entries = self.past.history(record.branch_id, record.id)
        names = {user.id: user.name for user in self.users.users_by_ids({each.by for each in entries}).values()}
        names[SYSTEM_ID] = "系统"
        return [{**vars(each), "fields": list(each.fields), "by_name": names.get(each.by, "")} for each in entries]
