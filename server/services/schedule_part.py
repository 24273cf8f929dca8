"""What the schedules offer to the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.identity import Clock
from server.services.make_scheduled import MakeScheduled
from server.services.ports_jobs import Job

LOOK_SECONDS = 60.0


@dataclass(frozen=True)
class SchedulePart:
    make: MakeScheduled
    clock: Clock

    def jobs(self) -> Sequence[Job]:
        return [Job("make_scheduled", LOOK_SECONDS, self._make)]

    def _make(self) -> None:
        self.make(self.clock())
