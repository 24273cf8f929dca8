"""What screening again offers to the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.identity import Clock
from server.services.ports_jobs import Job
from server.services.screen_again import ScreenAgain

LOOK_SECONDS = 20.0


@dataclass(frozen=True)
class RescreeningPart:
    again: ScreenAgain
    clock: Clock

    def jobs(self) -> Sequence[Job]:
        return [Job("screen_again", LOOK_SECONDS, self._again)]

    def _again(self) -> None:
        self.again(self.clock())
