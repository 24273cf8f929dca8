"""Work that a department left past its due time is taken a step further by the system, such as to whoever watches over it.

Which step that is stands in the life cycle: the command that nobody but the system may run. It goes through the engine like
every other, so it has a receipt, an entry in the record's history and one in the audit log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.domain.moments import to_wire
from server.records import Kind
from server.services.run_online import Doer, OperationRefused, RecordChanged, Step, the_system

SYSTEM_ROLE = "system"
# So that one run stays short; what is left is taken by the next, a minute later.
AT_ONCE = 200


@dataclass(frozen=True)
class Overdue:
    kind: str
    record_id: str
    rev: int


class OverdueStore(Protocol):
    def overdue(
        self, branch_id: str, departments: Sequence[str], states: Mapping[str, frozenset[str]], now: str, limit: int
    ) -> list[Overdue]:
        """What stands in one of these states of its kind and is past its due time, the longest overdue first."""
        ...


class RunOnline(Protocol):
    def __call__(self, who: Doer, record_id: str, step: Step, at: datetime) -> object: ...


@dataclass(frozen=True)
class EscalateOverdue:
    kinds: Mapping[str, Kind]
    store: OverdueStore
    branches: Callable[[], Iterable[str]]
    departments: Callable[[], Sequence[str]]
    run: RunOnline

    def __call__(self, now: datetime) -> int:
        """How many records it took a step further."""
        steps = system_steps(self.kinds.values())
        states = {kind: step.states for kind, step in steps.items()}
        taken = 0
        for branch_id in self.branches():
            for found in self.store.overdue(branch_id, self.departments(), states, to_wire(now), AT_ONCE):
                taken += self._take(branch_id, found, steps[found.kind].verb, now)
        return taken

    def _take(self, branch_id: str, found: Overdue, verb: str, now: datetime) -> bool:
        """Whoever was faster has made it unnecessary; what is refused stays as it is, with the refusal kept."""
        try:
            self.run(the_system(branch_id), found.record_id, Step(verb, expected_rev=found.rev), now)
        except (RecordChanged, OperationRefused):
            return False
        return True


@dataclass(frozen=True)
class SystemStep:
    verb: str
    states: frozenset[str]


def system_steps(kinds: Iterable[Kind]) -> dict[str, SystemStep]:
    """By kind, the first step that is left to the system alone, for kinds whose records have a due time."""
    steps: dict[str, SystemStep] = {}
    for kind in kinds:
        if kind.inbox is None:
            continue
        for command in kind.life_cycle.commands:
            if command.roles == (SYSTEM_ROLE,):
                steps.setdefault(kind.code, SystemStep(command.code, frozenset(command.source)))
    return steps
