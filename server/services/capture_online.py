"""A new record at the desk: who may make one of which kind, before the engine decides on what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from server.domain.errors import DomainError
from server.domain.people import Actor
from server.records import Kind
from server.services.run_online import Doer, RunOnline
from sync.server.state import RecordState


class NotForThisPerson(DomainError):
    code: ClassVar[str] = "not_permitted"


class NotYet(DomainError):
    code: ClassVar[str] = "invalid"


@dataclass(frozen=True)
class CaptureOnline:
    kinds: Mapping[str, Kind]
    run_online: RunOnline

    def __call__(
        self, actor: Actor, kind: str, values: Mapping[str, Any], at: datetime, happened: datetime | None = None
    ) -> tuple[Mapping[str, Any], RecordState]:
        """Receipt and record. Raises NotForThisPerson, NotYet for what lies ahead, OperationRefused for what the engine refuses.

        What is sealed on the tablet of its author is made nowhere else: here it would pass through the server in clear.
        """
        known = self.kinds.get(kind)
        if known is None or known.sealed or not known.may_create(actor.active_role, actor.user.department):
            raise NotForThisPerson(kind=kind)
        if happened is not None and happened > at:
            raise NotYet(field="at")
        return self.run_online.capture(Doer(actor.id, actor.active_role, actor.branch_id), kind, values, at, happened)
