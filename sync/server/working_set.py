"""What one batch is decided on: everything it may read, loaded once, and carried forward from decision to decision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sync.server.key_index import Holder, KeyIndex
from sync.server.state import Actor, Conflict, Decision, Grant, RecordState
from sync.verdict import took_effect


@dataclass
class WorkingSet:
    """One branch's view. `receipts` are those of decided and waiting operations by their id, `absent` the records that the
    database was asked for in vain, `in_force` what the host has looked up for a day: no transaction sees it change. `approving` says that the host has proved who approves, and what was read."""

    branch_id: str
    records: dict[str, RecordState] = field(default_factory=dict)
    receipts: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    grants: Mapping[str, Grant] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    keys: KeyIndex = field(default_factory=KeyIndex)
    read: Callable[[str], RecordState | None] = lambda record_id: None
    absent: set[str] = field(default_factory=set)
    in_force: dict[Any, Any] = field(default_factory=dict)
    approving: bool = False

    def record(self, record_id: str) -> RecordState | None:
        """A record that no operation of the batch names, such as one found by a key: read when it is asked for."""
        if record_id not in self.records and record_id not in self.absent:
            found = self.read(record_id)
            if found is None:
                self.absent.add(record_id)
            else:
                self.records[record_id] = found
        return self.records.get(record_id)

    def absorb(self, decision: Decision) -> None:
        """What comes later in the batch sees what came before."""
        operation = decision.operation
        self.receipts[operation.op_id] = decision.receipt
        if operation.replaces is not None and not self._replaced_for_good(operation.replaces):
            self.replaced[operation.replaces] = operation.op_id
        if decision.record is not None:
            record = self.records[decision.record.id] = decision.record
            if decision.keys is not None:
                self.keys.absorb(Holder(record.id, record.occurred_at, record.no), decision.keys)
        if decision.conflict is not None:
            self.conflicts[decision.conflict.id] = decision.conflict
        if decision.closes is not None:
            self.conflicts[decision.closes.id] = replace(decision.closes, resolved_by=operation.op_id)

    def standing_for(self, op_id: str) -> str:
        """The operation that stands in the place of `op_id`: itself if it took effect, else its last correction."""
        seen = {op_id}
        while op_id in self.replaced and self.replaced[op_id] not in seen and not self._took_effect(op_id):
            op_id = self.replaced[op_id]
            seen.add(op_id)
        return op_id

    def _replaced_for_good(self, op_id: str) -> bool:
        """Whether a correction that took effect stands there; a later one, refused, does not push it away."""
        return op_id in self.replaced and self._took_effect(self.replaced[op_id])

    def _took_effect(self, op_id: str) -> bool:
        receipt = self.receipts.get(op_id)
        return receipt is not None and took_effect(receipt)
