"""What following changes offers: it notices them where they are decided, and looks again in the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.domain.identity import Clock
from server.services.follow_changes import LookAgain, NoticeChangedOthers
from server.services.ports_jobs import Job
from server.services.ports_sync import AppliedChange

LOOK_SECONDS = 5.0


@dataclass(frozen=True)
class FollowingPart:
    """`again` is built when it is first asked for: deciding is built from this part."""

    notice: NoticeChangedOthers
    again: Callable[[], LookAgain]
    clock: Clock

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        self.notice.on_applied(changes)

    def jobs(self) -> Sequence[Job]:
        return [Job("follow_changes", LOOK_SECONDS, self._look)]

    def _look(self) -> None:
        self.again()(self.clock())
