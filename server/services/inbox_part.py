"""What the inbox offers to the API and to the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.identity import Clock
from server.services.escalate_overdue import EscalateOverdue
from server.services.measure_department import MeasureDepartment
from server.services.ports_jobs import Job
from server.services.read_inbox import ReadInbox

ESCALATE_SECONDS = 60.0


@dataclass(frozen=True)
class InboxPart:
    read: ReadInbox
    escalate: EscalateOverdue
    measure: MeasureDepartment
    clock: Clock

    def jobs(self) -> Sequence[Job]:
        return [Job("escalate_overdue", ESCALATE_SECONDS, self._escalate)]

    def _escalate(self) -> None:
        self.escalate(self.clock())
