"""An approval ends when what was approved changes: noticed in the transaction that changes it, and the record goes back to be
approved anew by a step of the system. Progress, evidence and effect are no part of the content and change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from server.domain.approval import Content, Judgement, content_hash
from server.records import Kind
from server.services.ports_sync import AppliedChange
from server.services.run_online import Doer, OperationRefused, RecordChanged, Step, the_system
from sync.server.state import RecordState


class Judgements(Protocol):
    def of(self, branch_id: str, record_ids: Sequence[str]) -> list[Judgement]: ...
    def outdate(self, branch_id: str, ids: Sequence[str]) -> None: ...
    def stale_records(self, branch_id: str) -> list[str]: ...


class Records(Protocol):
    def records(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, RecordState]: ...


class RunOnline(Protocol):
    def __call__(self, who: Doer, record_id: str, step: Step, at: datetime) -> object: ...


@dataclass(frozen=True)
class NoticeChangedContent:
    judgements: Judgements
    records: Records
    content: Callable[[RecordState], Content]
    kinds: Mapping[str, Kind]

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Changes of one branch, in the order in which they were decided."""
        concerned = list(dict.fromkeys(each for change in changes for each in self._approved(change)))
        if not concerned:
            return
        branch_id = changes[0].after.branch_id
        standing = [each for each in self.judgements.of(branch_id, concerned) if each.approves and not each.stale]
        if not standing:
            return
        records = self.records.records(branch_id, {each.record_id for each in standing})
        hashes = {record_id: content_hash(self.content(record)) for record_id, record in records.items()}
        gone = [each.id for each in standing if hashes.get(each.record_id) != each.hash]
        if gone:
            self.judgements.outdate(branch_id, gone)

    def _approved(self, change: AppliedChange) -> Iterable[str]:
        """The records whose content this one carries: itself, or the one it is a part of, now or before."""
        if self.kinds[change.after.kind].approval is not None:
            yield change.after.id
        for link in self._links.get(change.after.kind, ()):
            for record in (change.before, change.after):
                if record is not None and isinstance(named := record.payload.get(link), str):
                    yield named

    @cached_property
    def _links(self) -> Mapping[str, Sequence[str]]:
        parts = [part for kind in self.kinds.values() if kind.approval for part in kind.approval.parts]
        return {part.kind: [each.link for each in parts if each.kind == part.kind] for part in parts}


@dataclass(frozen=True)
class ReopenApprovals:
    judgements: Judgements
    records: Records
    branches: Callable[[], Iterable[str]]
    kinds: Mapping[str, Kind]
    run: RunOnline

    def __call__(self, now: datetime) -> int:
        """How many records it sent back."""
        return sum(
            self._reopen(branch_id, record, now)
            for branch_id in self.branches()
            for record in self.records.records(branch_id, self.judgements.stale_records(branch_id)).values()
        )

    def _reopen(self, branch_id: str, record: RecordState, now: datetime) -> bool:
        """Only what still stands on an approval that no longer fits: what was sent back, or approved anew, is left alone."""
        approval = self.kinds[record.kind].approval
        if approval is None or record.status not in approval.rests_in:
            return False
        newest = [each for each in self.judgements.of(branch_id, [record.id]) if each.approves][-1]
        if not newest.stale:
            return False
        try:
            self.run(the_system(branch_id), record.id, Step(approval.reopen, expected_rev=record.rev), now)
        except (RecordChanged, OperationRefused):
            return False
        return True
