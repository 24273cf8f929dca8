"""Show a masked value in full: by right, for a reason that is kept, and never without an entry in the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.people import Actor
from server.records import Kind
from server.services.ports import Audit, Transaction
from sync.server.state import RecordState


class FieldNotMasked(DomainError):
    code: ClassVar[str] = "field_not_masked"


class Unmaskings(Protocol):
    def add(self, branch_id: str, id: str, record_id: str, field: str, reason: str, by: str, at: datetime) -> None: ...


@dataclass(frozen=True)
class UnmaskField:
    unmaskings: Unmaskings
    audit: Audit
    transaction: Transaction
    new_id: NewId
    kinds: Mapping[str, Kind]

    def __call__(self, actor: Actor, record: RecordState, field: str, reason: str, at: datetime) -> Any:
        """The value. The audit names the field; the reason is a person's words, so it stands beside the audit."""
        if not self.kinds[record.kind].hides(field, record.payload):
            raise FieldNotMasked(field="field")
        unmasking = self.new_id()
        with self.transaction():
            self.unmaskings.add(record.branch_id, unmasking, record.id, field, reason, actor.id, at)
            details = {"field": field, "unmasking": unmasking}
            self.audit.append(record.branch_id, actor.id, "record.unmasked", f"record:{record.id}", details, at)
        return record.payload.get(field)
