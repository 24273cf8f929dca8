"""Many operations decided on one view, in their order, and again whatever waited for one of them (MUST-12, MUST-13)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sync.operation import Operation
from sync.server.decide import decide
from sync.server.policy import Policy
from sync.server.state import Decision, Moment, RecordState
from sync.server.working_set import WorkingSet
from sync.verdict import is_decided


class Pending(NamedTuple):
    """An operation to be decided. `late`: its push was answered before, so the tablet learns the verdict by pulling."""

    operation: Operation
    moment: Moment
    late: bool = False


class Outcome(NamedTuple):
    """A decision, and the record as it stood just before it. `news`: it says something else than the one before it."""

    pending: Pending
    decision: Decision
    before: RecordState | None
    news: bool

    @property
    def receipt(self) -> Mapping[str, Any]:
        return self.decision.receipt


Woken = Callable[[Sequence[str]], Iterable[Pending]]


@dataclass
class Deciding:
    """One transaction's deciding. `outcomes` holds every decision in order; an operation decided twice stands there twice."""

    view: WorkingSet
    policy: Policy
    outcomes: list[Outcome] = field(default_factory=list)
    _waiting: dict[str, dict[str, Pending]] = field(default_factory=dict)

    def run(self, pending: Iterable[Pending], woken: Woken) -> list[Outcome]:
        """Decides all of them. `woken` loads what the database holds waiting for the given operations."""
        queue = list(pending)
        while queue:
            changed = [each.operation for each in queue if self._decide(each)]
            names = [name for operation in changed for name in _names(operation)]
            again = {each.operation.op_id: each for each in woken(names)} if names else {}
            for name in names:
                again |= self._waiting.pop(name, {})
            queue = sorted(filter(self._still_waits, again.values()), key=_by_sequence)
        return self.outcomes

    def _still_waits(self, pending: Pending) -> bool:
        return not is_decided(self.view.receipts[pending.operation.op_id]["verdict"])

    def _decide(self, pending: Pending) -> bool:
        """Whether the verdict says anything new; an operation that waits as before wakes nobody."""
        operation = pending.operation
        known = self.view.receipts.get(operation.op_id)
        decision = decide(operation, self.view, self.policy, pending.moment)
        target = decision.record.id if decision.record is not None else operation.record_id
        news = known is None or _said(known) != _said(decision.receipt)
        self.outcomes.append(Outcome(pending, decision, self.view.records.get(target), news))
        self.view.absorb(decision)
        if (name := waits_for(decision.receipt)) is not None:
            self._waiting.setdefault(name, {})[operation.op_id] = pending
        return news


def _by_sequence(pending: Pending) -> tuple[str, int]:
    return pending.operation.device_id, pending.operation.op_seq


def waits_for(receipt: Mapping[str, Any]) -> str | None:
    """The operation after which this one is decided again."""
    if receipt["verdict"] == "blocked":
        return str(receipt["by"])
    found = receipt.get("waits_for") if receipt["verdict"] == "deferred" else None
    return None if found is None else str(found)


def final(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """The last decision on each operation that says something, by its id, in the order of the first."""
    return {outcome.decision.operation.op_id: outcome for outcome in outcomes if outcome.news}


def numbered(outcome: Outcome, numbers: Mapping[str, str]) -> Outcome:
    """The outcome with the official number its record got in this transaction, by the record's id."""
    decision, record = outcome.decision, outcome.decision.record
    no = numbers.get(record.id) if record is not None else None
    if record is None or no is None:
        return outcome
    receipt = {**decision.receipt, "no": no} if decision.creates else decision.receipt
    before = outcome.before.numbered(no) if outcome.before is not None else None
    operation, changes, keys = decision.operation, decision.changes, decision.keys
    shown = Decision(operation, receipt, record.numbered(no), changes, decision.conflict, decision.closes, keys)
    return Outcome(outcome.pending, shown, before, outcome.news)


def _names(operation: Operation) -> list[str]:
    return [operation.op_id] if operation.replaces is None else [operation.op_id, operation.replaces]


def _said(receipt: Mapping[str, Any]) -> tuple[Any, ...]:
    return (receipt["verdict"], receipt.get("waits_for"), receipt.get("by"), receipt.get("code"))
