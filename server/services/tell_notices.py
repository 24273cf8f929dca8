"""Who is told what of a change, in the transaction that changes it. It follows from the definition of the kind alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from server.domain.document_life import Document
from server.domain.identity import NewId
from server.domain.notices import Code, Notice, of_department, of_role, of_user, scope_of
from server.domain.people import SYSTEM_ID
from server.domain.roles import BACK_OFFICE, ROLES, may
from server.records import Kind
from server.records.kind import ENGINE_VERBS
from server.services.ports_sync import AppliedChange, FeedItem
from server.services.see_records import may_see
from sync.server.state import Conflict, RecordState

ANSWERS_FOR_THE_BRANCH = "branch_manager"
Told = tuple[str, Code]


class Notices(Protocol):
    def add(self, notices: Sequence[Notice]) -> None: ...


class Feed(Protocol):
    def append(self, branch_id: str, entries: Iterable[tuple[str, FeedItem, str]], new: Sequence[str]) -> None: ...


@dataclass(frozen=True)
class TellNotices:
    notices: Notices
    feed: Feed
    kinds: Mapping[str, Kind]
    new_id: NewId

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Changes of one branch, in the order in which they were decided."""
        found = [
            self._about(change.after, audience, code, change.verb, change.by, change.at)
            for change in changes
            for audience, code in concerned(self.kinds[change.after.kind], change, self._approvers)
        ]
        self._tell(found)

    def on_conflicts(self, met: Sequence[tuple[RecordState, Conflict]], at: datetime) -> None:
        """Whoever sent the values that met others may choose as well, so nobody is left out."""
        found = [
            self._about(record, of_role(role), "conflict", None, None, at)
            for record, _ in met
            for role in resolvers(self.kinds[record.kind])
        ]
        self._tell(found)

    def on_document_failed(self, document: Document, at: datetime) -> None:
        branch_id = document.branch_id
        known = (document.kind, document.record_id, document.id, None, None, False, at)
        scopes = [scope_of(branch_id, of_role(role)) for role in sorted(BACK_OFFICE)]
        self._tell([Notice(branch_id, self.new_id(), scope, "document_failed", *known) for scope in scopes])

    def _about(
        self, record: RecordState, audience: str, code: Code, verb: str | None, by: str | None, at: datetime
    ) -> Notice:
        scope, urgent = scope_of(record.branch_id, audience), self.kinds[record.kind].is_urgent(record.payload)
        return Notice(record.branch_id, self.new_id(), scope, code, record.kind, record.id, None, verb, by, urgent, at)

    def _tell(self, found: Sequence[Notice]) -> None:
        if found:
            branch_id = found[0].branch_id
            self.notices.add(found)
            entries: list[tuple[str, FeedItem, str]] = [(each.scope, "notice", each.id) for each in found]
            self.feed.append(branch_id, entries, [each.id for each in found])

    @cached_property
    def _approvers(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """By kind and state the roles that may approve there."""
        waiting = [
            (code, role.code, kind.approving_states(role.code)) for code, kind in self.kinds.items() for role in ROLES
        ]
        every = {(code, state) for code, _, states in waiting for state in states}
        return {
            place: [role for code, role, states in waiting if code == place[0] and place[1] in states]
            for place in every
        }


def concerned(kind: Kind, change: AppliedChange, approvers: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Told]:
    """Whom the change concerns, and why."""
    before, after = change.before, change.after
    is_step = before is not None and change.verb not in ENGINE_VERBS
    if is_step and after.created_by not in (change.by, SYSTEM_ID):
        yield of_user(after.created_by), "step"
    if is_step and change.by == SYSTEM_ID:
        yield of_role(ANSWERS_FOR_THE_BRANCH), "by_system"
    if before is None or before.status != after.status:
        for role in approvers.get((kind.code, after.status), ()):
            yield of_role(role), "to_approve"
    department = _waited_for(kind, after)
    if department is not None and department != (_waited_for(kind, before) if before else None):
        yield of_department(department), "addressed"


def resolvers(kind: Kind) -> list[str]:
    return [role.code for role in ROLES if may(role.code, "conflicts.resolve") and may_see(kind, role.code, None)]


def _waited_for(kind: Kind, record: RecordState) -> str | None:
    return kind.department(record.status, record.payload) if record.status in kind.waiting_states else None
