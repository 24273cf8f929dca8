"""Decide operations of one branch, in one transaction: one read, pure decisions, bulk writes, numbers and feed last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from server.domain.audit_chain import AuditEntry
from server.domain.moments import bank_day, to_wire
from server.services.load_working_set import LoadWorkingSet
from server.services.ports_sync import (
    Answer,
    Answers,
    AppliedChange,
    AuditEntries,
    Conflicts,
    Feed,
    FeedItem,
    Intake,
    Keys,
    Numbers,
    Operations,
    Reaction,
    Records,
    Waiting,
)
from server.services.record_policy import RecordPolicy
from sync.operation import parse
from sync.server.batch import Deciding, Outcome, Pending, final, numbered
from sync.server.state import Conflict, Moment, RecordState
from sync.server.working_set import WorkingSet

ScopesOf = Callable[[RecordState], Sequence[str]]
Met = Sequence[tuple[RecordState, Conflict]]
OnConflicts = Callable[[Met, datetime], None]
FeedEntries = list[tuple[str, FeedItem, str]]


@dataclass(frozen=True)
class DecideOperations:
    """`reactions` are the parts that act on changed records. Everything here runs inside the caller's transaction."""

    operations: Operations
    records: Records
    conflicts: Conflicts
    intake: Intake
    keys: Keys
    answers: Answers
    numbers: Numbers
    feed: Feed
    audit: AuditEntries
    load: LoadWorkingSet
    policy: RecordPolicy
    scopes_of: ScopesOf
    reactions: Sequence[Reaction] = field(default=())
    on_conflicts: OnConflicts = lambda _met, _at: None

    def fresh(self, view: WorkingSet, pending: Sequence[Pending], at: datetime, subject: str) -> list[Outcome]:
        """Operations that have no verdict yet, and whatever waited for them. The branch must be locked."""
        self.load.extend(view, [each.operation for each in pending])
        return self._run(view, pending, at, subject, held=set())

    def again(self, branch_id: str, op_ids: Sequence[str], at: datetime) -> list[Outcome]:
        """Operations that were deferred or blocked; those that still are say nothing new."""
        self.operations.lock(branch_id)
        view = WorkingSet(branch_id)
        pending = self._woken(view, self.operations.waiting(branch_id, op_ids), at)
        return self._run(view, pending, at, "worker", held={each.operation.op_id for each in pending})

    def _run(
        self, view: WorkingSet, pending: Sequence[Pending], at: datetime, subject: str, held: set[str]
    ) -> list[Outcome]:
        def woken(op_ids: Sequence[str]) -> Iterable[Pending]:
            found = self._woken(view, self.operations.waiting_for(view.branch_id, op_ids), at)
            held.update(each.operation.op_id for each in found)
            return found

        outcomes = self._numbered(view, Deciding(view, self.policy).run(pending, woken), at)
        self._write(view, outcomes, held)
        self._tell(view, outcomes, at, subject)
        return outcomes

    def _woken(self, view: WorkingSet, waiting: Sequence[Waiting], at: datetime) -> list[Pending]:
        found = [_pending_again(each, at) for each in waiting]
        if found:
            self.load.extend(view, [each.operation for each in found], waited=True)
        return found

    def _numbered(self, view: WorkingSet, outcomes: list[Outcome], at: datetime) -> list[Outcome]:
        created = [each.decision.record for each in outcomes if each.decision.creates and each.decision.record]
        prefixes = {record.id: self.policy.kinds[record.kind].prefix for record in created}
        numbers: dict[str, str] = {}
        for prefix in sorted(set(prefixes.values())):
            ids = [record.id for record in created if prefixes[record.id] == prefix]
            numbers |= dict(zip(ids, self.numbers.block(view.branch_id, prefix, bank_day(at), len(ids)), strict=True))
        if not numbers:
            return outcomes
        with_numbers = [numbered(outcome, numbers) for outcome in outcomes]
        view.records |= {each.decision.record.id: each.decision.record for each in with_numbers if each.decision.record}
        return with_numbers

    def _write(self, view: WorkingSet, outcomes: Sequence[Outcome], held: set[str]) -> None:
        last = final(outcomes)
        new = [each for name, each in last.items() if name not in held]
        self.operations.add(view.branch_id, new)
        self.operations.change(view.branch_id, [each for name, each in last.items() if name in held])
        self._write_records(view, outcomes)
        self._write_conflicts(view, outcomes)
        self.answers.add(view.branch_id, _answers(view, outcomes))
        self.intake.settle(view.branch_id, [each.pending.operation.hash for each in new])

    def _write_records(self, view: WorkingSet, outcomes: Sequence[Outcome]) -> None:
        written = {
            each.decision.record.id: view.records[each.decision.record.id] for each in outcomes if each.decision.record
        }
        created = _created(outcomes)
        self.records.add([record for name, record in written.items() if name in created])
        self.records.change([record for name, record in written.items() if name not in created])
        self.keys.put(view.branch_id, view.keys.changed, created)

    def _write_conflicts(self, view: WorkingSet, outcomes: Sequence[Outcome]) -> None:
        made = {each.decision.conflict.id for each in outcomes if each.decision.conflict}
        closed = {each.decision.closes.id: each.decision.operation.op_id for each in outcomes if each.decision.closes}
        self.conflicts.add(view.branch_id, [view.conflicts[name] for name in made])
        self.conflicts.resolve(view.branch_id, {name: by for name, by in closed.items() if name not in made})

    def _tell(self, view: WorkingSet, outcomes: Sequence[Outcome], at: datetime, subject: str) -> None:
        changes = _changes(outcomes, at)
        for reaction in self.reactions if changes else ():
            reaction.on_applied(changes)
        met = _met(outcomes)
        if met:
            self.on_conflicts(met, at)
        self.feed.append(view.branch_id, self._feed_entries(outcomes), _created(outcomes))
        news = [each for each in outcomes if each.news]
        if news:
            self.audit.append_many([_audit_entry(view.branch_id, news, at, subject)])

    def _feed_entries(self, outcomes: Sequence[Outcome]) -> FeedEntries:
        entries: FeedEntries = []
        for outcome in outcomes:
            entries += self._record_entries(outcome)
            decision = outcome.decision
            about = decision.record or outcome.before
            for conflict in filter(None, (decision.conflict, decision.closes)):
                entries += [(scope, "conflict", f"c:{conflict.id}") for scope in self.scopes_of(about)] if about else []
            if outcome.pending.late and outcome.news:
                entries.append((f"device:{decision.operation.device_id}", "receipt", f"q:{decision.operation.op_id}"))
        return entries

    def _record_entries(self, outcome: Outcome) -> FeedEntries:
        """A record that changes scope leaves one and enters the other."""
        after = outcome.decision.record
        if after is None:
            return []
        now = self.scopes_of(after)
        left = [scope for scope in (self.scopes_of(outcome.before) if outcome.before else ()) if scope not in now]
        gone: FeedEntries = [(scope, "gone", after.id) for scope in left]
        return gone + [(scope, "record", after.id) for scope in now]


def _changes(outcomes: Iterable[Outcome], at: datetime) -> list[AppliedChange]:
    return [
        AppliedChange(each.before, decision.record, at, decision.operation.actor_id, decision.operation.type.verb)
        for each in outcomes
        if (decision := each.decision).record
    ]


def _met(outcomes: Iterable[Outcome]) -> Met:
    """New conflicts, and the records whose values were met."""
    met = ((each.decision.record or each.before, each.decision.conflict) for each in outcomes if each.decision.conflict)
    return [(record, conflict) for record, conflict in met if record is not None and conflict is not None]


def _created(outcomes: Iterable[Outcome]) -> set[str]:
    """The records that were not there before this transaction."""
    return {each.decision.record.id for each in outcomes if each.decision.record and each.decision.creates}


def _answers(view: WorkingSet, outcomes: Iterable[Outcome]) -> set[Answer]:
    """Who belongs to a department answers for it."""
    changed = [each for each in outcomes if each.decision.record is not None]
    by = {each.pending.operation.record_id: view.actors.get(each.pending.operation.actor_id) for each in changed}
    return {Answer(record_id, who.department) for record_id, who in by.items() if who and who.department}


def _pending_again(waiting: Waiting, at: datetime) -> Pending:
    moment = Moment(waiting.occurred_at, waiting.doubtful, waiting.received_at, to_wire(at))
    return Pending(parse(waiting.raw.decode()), moment, late=True)


def _audit_entry(branch_id: str, outcomes: Sequence[Outcome], at: datetime, subject: str) -> AuditEntry:
    """One entry for all of them: a chain of one entry an operation would cost more than the decisions."""
    verdicts = Counter(outcome.decision.verdict for outcome in outcomes)
    details = {"verdicts": dict(verdicts), "operations": [each.decision.operation.op_id for each in outcomes]}
    actors = {outcome.decision.operation.actor_id for outcome in outcomes}
    return AuditEntry(branch_id, actors.pop() if len(actors) == 1 else None, "operations.decided", subject, details, at)
