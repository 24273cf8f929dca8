"""Work at the desk: one operation through the branch's desk device, decided while the person waits, by the same engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar, Protocol

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.moments import to_wire
from server.domain.people import SYSTEM_ID, Device
from server.records import Kind
from server.services.decide_operations import DecideOperations
from server.services.desk_device import Desks, desk_of
from server.services.ports import Transaction
from server.services.ports_sync import Intake, Line, Operations, Records
from server.services.quote_records import with_quotes
from server.services.receive_operations import Closed, as_it_came
from server.services.start_records import StartRecords
from sync.operation import Operation, Unparseable, parse
from sync.server.batch import Pending
from sync.server.policy import About
from sync.server.state import Actor, Grant, Moment, RecordState
from sync.server.working_set import WorkingSet

FOR_EVER = "9999-12-31T23:59:59.999Z"
APP = "desk"


class RecordChanged(DomainError):
    code: ClassVar[str] = "record_changed"


class NoSuchRecord(DomainError):
    code: ClassVar[str] = "not_found"


class StepNotReadable(DomainError):
    code: ClassVar[str] = "invalid"


class OperationRefused(Exception):
    """The engine's refusal, kept like every other; `receipt` says code, field and the sentences for people."""

    def __init__(self, receipt: Mapping[str, Any]) -> None:
        super().__init__(str(receipt["verdict"]))
        self.receipt = receipt


@dataclass(frozen=True)
class Doer:
    """Who acts, in the one role that is active. The system itself acts as SYSTEM_ID in the role `system`."""

    user_id: str
    role: str
    branch_id: str

    @property
    def is_system(self) -> bool:
        return self.user_id == SYSTEM_ID


def the_system(branch_id: str) -> Doer:
    return Doer(SYSTEM_ID, "system", branch_id)


@dataclass(frozen=True)
class Step:
    """`verb` of the kind's life cycle with its `args`; `update` corrects the fields in `args`, `resolve` settles a conflict.
    `approving` says that the content was read, and that whoever takes the step signed in again for it (judge_record.py)."""

    verb: str
    args: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    expected_rev: int | None = None
    approving: bool = False


# What the system does when a record has changed from which another one follows.
LOOK = Step("update", reason="关联记录有变化，系统据此更新")


class Seal(Protocol):
    def __call__(self, record: RecordState, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is kept of these arguments: a box where the record's kind is sealed, else the arguments themselves."""
        ...


def in_clear(record: RecordState, args: Mapping[str, Any]) -> Mapping[str, Any]:
    return args


@dataclass(frozen=True)
class RunOnline:
    desks: Desks
    intake: Intake
    operations: Operations
    records: Records
    decide: DecideOperations
    transaction: Transaction
    new_id: NewId
    start: StartRecords
    seal: Seal = in_clear
    closed: Closed = as_it_came

    def __call__(self, who: Doer, record_id: str, step: Step, at: datetime) -> tuple[Mapping[str, Any], RecordState]:
        """Receipt and record. Raises RecordChanged when it is no longer what the person saw, OperationRefused otherwise."""
        with self.transaction():
            self.operations.lock(who.branch_id)
            record = self._record(who, record_id)
            if step.expected_rev is not None and step.expected_rev != record.rev:
                raise RecordChanged(rev=record.rev)
            said = self._quoting(record.kind, step.args, who.branch_id)
            kept = replace(step, args=self.seal(record, said))
            receipt = self._decided(who, self._said(record, kept), at, approving=step.approving)
            if receipt["verdict"] == "conflict":
                raise RecordChanged(rev=record.rev)
            after = self._record(who, record_id)
            self._open_followers(record, after, at)
        return _accepted(receipt), after

    def look_again(self, branch_id: str, record_id: str, at: datetime) -> bool:
        """Works out again what follows from other records. Where all of it still stands, nothing is written."""
        who = the_system(branch_id)
        with self.transaction():
            self.operations.lock(branch_id)
            record = self.records.records(branch_id, [record_id]).get(record_id)
            if record is None or not self._says_something_else(who, record, at):
                return False
            return bool(self._decided(who, self._said(record, LOOK), at)["verdict"] == "applied")

    def _says_something_else(self, who: Doer, record: RecordState, at: datetime) -> bool:
        """In one of the fields that still follow others, as the record stands now."""
        kind = self.start.kinds[record.kind]
        following = [each.field for each in kind.derived if record.status in each.follows]
        if not following:
            return False
        desk = desk_of(self.desks, who.branch_id, self.new_id, at)
        operation, _ = self._frozen(who, desk, self._said(record, LOOK), at)
        view = self._view(who, operation)
        self.decide.load.extend(view, [operation])
        about = About(record.id, record.occurred_at, operation.type.verb, who.user_id, view, to_wire(at))
        found = self.decide.policy.derived(kind, record.payload, about)
        return any(record.payload.get(code) != found.get(code) for code in following)

    def capture(
        self, who: Doer, kind: str, values: Mapping[str, Any], at: datetime, happened: datetime | None = None
    ) -> tuple[Mapping[str, Any], RecordState]:
        """A new record of this kind, of what happened now or, where it is said, before."""
        made = self.capture_once(who, kind, self.new_id(), values, at, happened)
        if made is None:
            raise NoSuchRecord
        return made

    def capture_once(
        self,
        who: Doer,
        kind: str,
        record_id: str,
        values: Mapping[str, Any],
        at: datetime,
        happened: datetime | None = None,
    ) -> tuple[Mapping[str, Any], RecordState] | None:
        """A new record of this kind under an id that follows from its cause; None if somebody made it already."""
        with self.transaction():
            self.operations.lock(who.branch_id)
            if self.records.records(who.branch_id, [record_id]):
                return None
            values = self._quoting(kind, values, who.branch_id)
            said = {**_creation(kind, record_id, values), "occurred_at": to_wire(happened or at)}
            receipt = self._decided(who, said, at)
            created = self.records.records(who.branch_id, [record_id]).get(record_id)
            if created is not None:
                self._open_followers(None, created, at)
        _accepted(receipt)
        return None if created is None else (receipt, created)

    def _open_followers(self, before: RecordState | None, after: RecordState, at: datetime) -> None:
        """What opens by itself does so in the same transaction; what is refused keeps nobody from the step."""
        for opened in self.start(before, after):
            if not self.records.records(after.branch_id, [opened.record_id]):
                said = _creation(opened.kind, opened.record_id, opened.values)
                self._decided(the_system(after.branch_id), said, at)

    def _said(self, record: RecordState, step: Step) -> dict[str, Any]:
        args, patch = dict(step.args), {}
        if step.verb == "update":
            args, patch = {}, whole_groups(self.start.kinds.get(record.kind), record.payload, args)
        # A choice stands for the operation that met the conflict: what that one held up goes on.
        stands_for = {"replaces": args["conflict_id"]} if step.verb == "resolve" and "conflict_id" in args else {}
        return {
            "type": f"{record.kind}.{step.verb}@1",
            "record_id": record.id,
            **stands_for,
            "base": {"rev": record.rev},
            "patch": patch,
            "command": {"args": args, **({"reason": step.reason} if step.reason else {})},
        }

    def _quoting(self, kind: str, values: Mapping[str, Any], branch_id: str) -> Mapping[str, Any]:
        def find(record_id: str) -> RecordState | None:
            return self.records.records(branch_id, [record_id]).get(record_id)

        known = self.start.kinds.get(kind)
        return values if known is None else with_quotes(known, values, find)

    def _record(self, who: Doer, record_id: str) -> RecordState:
        found = self.records.records(who.branch_id, [record_id]).get(record_id)
        if found is None:
            raise NoSuchRecord
        return found

    def _decided(
        self, who: Doer, said: Mapping[str, Any], at: datetime, *, approving: bool = False
    ) -> Mapping[str, Any]:
        desk = desk_of(self.desks, who.branch_id, self.new_id, at)
        frozen, came = self._frozen(who, desk, said, at)
        line, closed = self.closed(came, frozen)
        operation = closed or frozen
        self.intake.keep(who.branch_id, [line])
        view = self._view(who, operation)
        view.approving = approving
        now = to_wire(at)
        happened = operation.occurred_at
        pending = Pending(operation, Moment(happened, doubtful=False, received_at=now, decided_at=now))
        outcomes = self.decide.fresh(view, [pending], at, f"device:{desk.id}")
        return next(each.receipt for each in outcomes if each.pending is pending)

    def _frozen(self, who: Doer, desk: Device, said: Mapping[str, Any], at: datetime) -> tuple[Operation, Line]:
        identity = {
            "op_id": self.new_id(),
            "device_id": desk.id,
            "op_seq": self.operations.last_seq(who.branch_id, desk.id) + 1,
            "actor_id": who.user_id,
            "grant_id": self.new_id(),
            "occurred_at": to_wire(at),
            "clock_offset": 0,
            "app_version": APP,
        }
        text = json.dumps({**identity, **said}, ensure_ascii=False, separators=(",", ":"))
        try:
            operation = parse(text)
            raw = text.encode()
        except (Unparseable, UnicodeEncodeError) as error:
            raise StepNotReadable(field=getattr(error, "at", None)) from error
        seq = operation.op_seq
        return operation, Line(operation.hash, raw, desk.id, to_wire(at), operation.op_id, desk.id, seq)

    def _view(self, who: Doer, operation: Operation) -> WorkingSet:
        """The person is here and signed in, which is grant enough, in the active role alone."""
        grant = Grant(operation.grant_id, operation.device_id, who.user_id, frozenset({who.role}), FOR_EVER)
        actors = {who.user_id: Actor(who.user_id, frozenset({who.role}))} if who.is_system else {}
        return WorkingSet(who.branch_id, grants={grant.id: grant}, actors=actors)


def _creation(kind: str, record_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    patch = {code: {"from": None, "to": value} for code, value in values.items()}
    return {"type": f"{kind}.create@1", "record_id": record_id, "base": None, "patch": patch, "command": None}


def whole_groups(kind: Kind | None, values: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A correction as a patch: what merges together is said together, the untouched as it stands."""
    patch = {code: {"from": values.get(code), "to": value} for code, value in changes.items()}
    for code in [each for each in changes if kind is not None and each in kind.by_code]:
        for member in kind.group_of(code) if kind is not None else ():
            if member in values:
                patch.setdefault(member, {"from": values[member], "to": values[member]})
    return patch


def _accepted(receipt: Mapping[str, Any]) -> Mapping[str, Any]:
    if receipt["verdict"] not in ("applied", "merged"):
        raise OperationRefused(receipt)
    return receipt
