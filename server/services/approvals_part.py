"""What approvals offer to the API and the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.identity import Clock
from server.services.judge_record import JudgeRecord
from server.services.ports_documents import People
from server.services.ports_jobs import Job
from server.services.reopen_approvals import ReopenApprovals

REOPEN_SECONDS = 5.0


@dataclass(frozen=True)
class ApprovalsPart:
    clock: Clock
    judge: JudgeRecord
    reopen: ReopenApprovals
    people: People

    def names(self, ids: set[str]) -> Mapping[str, str]:
        """Of these accounts, as people read them."""
        return {user_id: user.name for user_id, user in self.people.users_by_ids(ids).items()}

    def jobs(self) -> Sequence[Job]:
        return [Job("reopen_approvals", REOPEN_SECONDS, self._reopen)]

    def _reopen(self) -> None:
        self.reopen(self.clock())
