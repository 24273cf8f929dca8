"""The overview: what waits in a branch for whoever answers for it, each a count that opens its list; and all branches side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.domain.people import Actor, Branch
from server.domain.roles import may
from server.services.see_records import Filter, Reach, RecordList, SeeRecords
from server.services.watch_branches import APPROVALS, Figures, WatchBranches, Watched
from server.services.watch_tablets import WatchTablets

CONFLICTS, TABLETS, CONFIRMATIONS = "conflicts", "tablets", "confirmations"
DOCUMENTS_FAILED, DOCUMENTS_WAITING = "documents_failed", "documents_waiting"


class Waiting(Protocol):
    """What else waits in a branch."""

    def open_conflicts(self, branch_id: str, kinds: frozenset[str]) -> int: ...
    def documents(self, branch_id: str) -> Mapping[str, int]:
        """Of the newest versions that are not issued, by state."""
        ...


@dataclass(frozen=True)
class Table:
    """Every branch beside the others: what the columns count, and for each branch how many and how many of them late."""

    columns: Sequence[Watched]
    rows: Sequence[tuple[Branch, Figures]]


@dataclass(frozen=True)
class ShowOverview:
    watch: WatchBranches
    tablets: WatchTablets
    waiting: Waiting
    see: SeeRecords
    listed: RecordList

    def __call__(self, actor: Actor, branch_id: str, now: datetime) -> list[Watched]:
        """In the order in which they matter; what somebody may not open is not counted for them."""
        reach = self.see.reach(actor, branch_id)
        of_kinds = self.watch([branch_id], reach.kinds, now)[branch_id]
        own = [*self._to_decide(actor, reach), *of_kinds, *self._beside(actor, branch_id, reach, now)]
        return [each for each in own if each is not None]

    def branches(self, actor: Actor, branches: Sequence[Branch], now: datetime) -> Table:
        """The same counts of every branch, as far as they are alike everywhere."""
        ids = [branch.id for branch in branches]
        columns, rows = self.watch.table(ids, self.see.reach(actor, actor.branch_id).kinds, now)
        behind = self.tablets.behind(ids, now)
        told = [(branch, [*row, (behind.get(branch.id, 0), 0)]) for branch, row in zip(branches, rows, strict=True)]
        return Table([*columns, _tablets(0)], told)

    def _to_decide(self, actor: Actor, reach: Reach) -> list[Watched]:
        found = []
        to_approve = self.watch.to_approve(actor.active_role)
        if to_approve and may(actor.active_role, "records.command"):
            count = self.listed.count(reach, Filter(waiting=to_approve))
            found.append(Watched(APPROVALS, None, "待审批", "To approve", count, 0))
        if may(actor.active_role, "records.confirm"):
            count = self.listed.count(reach, Filter(waiting=self.see.to_confirm(actor)))
            found.append(Watched(CONFIRMATIONS, None, "待确认业务", "Business to confirm", count, 0))
        return found

    def _beside(self, actor: Actor, branch_id: str, reach: Reach, now: datetime) -> list[Watched]:
        found = []
        if may(actor.active_role, "conflicts.resolve"):
            count = self.waiting.open_conflicts(branch_id, reach.kinds)
            found.append(Watched(CONFLICTS, None, "待处理冲突", "Conflicts to resolve", count, 0))
        if may(actor.active_role, "devices.read"):
            found.append(_tablets(self.tablets.behind([branch_id], now).get(branch_id, 0)))
        if may(actor.active_role, "documents.read"):
            states = self.waiting.documents(branch_id)
            failed = states.get("failed", 0)
            waiting = sum(states.values()) - failed
            found.append(Watched(DOCUMENTS_FAILED, None, "未能出具文件", "Documents that failed", failed, failed))
            found.append(Watched(DOCUMENTS_WAITING, None, "待出具文件", "Documents to be issued", waiting, 0))
        return found


def _tablets(count: int) -> Watched:
    return Watched(TABLETS, None, "待同步平板", "Tablets behind", count, 0)
