"""What is left past its due time is taken a step further by the system, such as to whoever watches over it.

Which step that is stands in the definition of the kind (`Due.command`). It goes through the engine like every other, so it has
a receipt, an entry in the record's history and one in the audit log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.moments import to_wire
from server.records import Kind
from server.services.run_online import Doer, OperationRefused, RecordChanged, Step, the_system
from sync.dues import overdue_command

# So that one run stays short; what is left is taken by the next, a minute later.
AT_ONCE = 200


@dataclass(frozen=True)
class Overdue:
    kind: str
    record_id: str
    rev: int
    status: str
    values: Mapping[str, Any]


class OverdueStore(Protocol):
    def overdue(self, branch_id: str, now: str, limit: int) -> list[Overdue]:
        """What the system should have taken further by now, the longest overdue first."""
        ...

    def leave(self, branch_id: str, record_id: str, rev: int) -> None:
        """No longer overdue in this revision: the next change of the record asks again."""


class RunOnline(Protocol):
    def __call__(self, who: Doer, record_id: str, step: Step, at: datetime) -> object: ...


@dataclass(frozen=True)
class EscalateOverdue:
    kinds: Mapping[str, Kind]
    store: OverdueStore
    branches: Callable[[], Iterable[str]]
    run: RunOnline

    def __call__(self, now: datetime) -> int:
        """How many records it took a step further."""
        return sum(
            self._take(branch_id, found, now)
            for branch_id in self.branches()
            for found in self.store.overdue(branch_id, to_wire(now), AT_ONCE)
        )

    def _take(self, branch_id: str, found: Overdue, now: datetime) -> bool:
        """Whoever was faster has made it unnecessary. What is refused stays as it is, with the refusal kept, and is not asked
        again before the record changes: it would be refused every minute, and stand in the way of the others."""
        verb = overdue_command(self.kinds[found.kind].definition, found.status, found.values, to_wire(now))
        if verb is None:
            return False
        try:
            self.run(the_system(branch_id), found.record_id, Step(verb, expected_rev=found.rev), now)
        except RecordChanged:
            return False
        except OperationRefused:
            self.store.leave(branch_id, found.record_id, found.rev)
            return False
        return True
