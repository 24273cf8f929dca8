"""A push: its lines are made durable first, then decided; whatever happens in between, nothing that arrived is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, NamedTuple, Protocol

from server.domain.moments import from_wire, to_wire
from server.domain.people import Device, Held
from server.services.decide_operations import DecideOperations
from server.services.ports import Transaction
from server.services.ports_sync import Identity, Intake, Line, Operations
from server.services.refusals import told
from sync.clock import business_time
from sync.operation import Operation, Unparseable, parse
from sync.server.batch import Outcome, Pending
from sync.server.receipt import receipt_text, stored
from sync.server.state import Moment
from sync.server.working_set import WorkingSet

SEEN_EVERY = timedelta(seconds=60)
START = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
REUSED: Final = "identity_reuse"
Failed = Callable[[Exception], None]
Receipts = dict[str, str]
# A line and its operation as they may be kept (keep_closed.py).
Closed = Callable[[Line, Operation | None], tuple[Line, Operation | None]]


def as_it_came(line: Line, operation: Operation | None) -> tuple[Line, Operation | None]:
    return line, operation


class SeenDevices(Protocol):
    def device(self, device_id: str) -> Device | None: ...
    def seen(self, device_id: str, at: datetime, app_version: str | None, held: Held | None = None) -> None: ...


class Quarantine(Protocol):
    def quarantine(self, device_id: str, reason: str, at: datetime) -> None: ...


class Arrived(NamedTuple):
    """A kept line, and the operation it holds if it is one of this tablet's."""

    line: Line
    operation: Operation | None


@dataclass(frozen=True)
class ReceiveOperations:
    """`failed` is told of what no rule foresaw; it may log the kind of an error, never its words."""

    intake: Intake
    operations: Operations
    decide: DecideOperations
    devices: SeenDevices
    quarantine: Quarantine
    transaction: Transaction
    failed: Failed
    durable_after: timedelta
    closed: Closed = as_it_came

    def __call__(self, device: Device, lines: Sequence[bytes], at: datetime) -> list[str]:
        """The receipt of each line, in order, as JSON text. `lines` as they were sent, without their ends."""
        arrived = [self._read(raw, device, at) for raw in lines]
        self._keep(device, arrived, at)
        receipts = self.decide_kept(device, arrived, at)
        return [receipts[each.line.hash] for each in arrived]

    def _read(self, raw: bytes, device: Device, at: datetime) -> Arrived:
        came = read_line(raw, device, at)
        return Arrived(*self.closed(came.line, came.operation))

    def decide_kept(self, device: Device, arrived: Sequence[Arrived], at: datetime, *, late: bool = False) -> Receipts:
        """Lines that are durable already. A tablet that is held gets its receipts, and nothing of it is decided."""
        readable = {each.line.hash: each for each in arrived if each.operation is not None}
        told_now = {each.line.hash: each.line.receipt for each in arrived if each.line.receipt is not None}
        receipts = told_now | self._told_before(device, told_now)
        if device.state == "quarantined":
            return receipts | self._known_only(device, list(readable.values()), at)
        in_order = sorted(readable.values(), key=lambda each: each.line.op_seq or 0)
        return receipts | self._decide(device, in_order, at, late)

    def _told_before(self, device: Device, receipts: Receipts) -> Receipts:
        return self.intake.receipts(device.branch_id, receipts) if receipts else {}

    def _keep(self, device: Device, arrived: Sequence[Arrived], at: datetime) -> None:
        with self.transaction():
            self.intake.keep(device.branch_id, list({each.line.hash: each.line for each in arrived}.values()))
            versions = [each.operation.app_version for each in arrived if each.operation is not None]
            self.contact(device, at, versions[-1] if versions else None)

    def contact(self, device: Device, at: datetime, app_version: str | None = None, held: Held | None = None) -> None:
        """The tablet was here, and so much of it is durable; written down once a minute, or when it holds more or less than it did."""
        changed = held is not None and (held.unsent, held.drafts) != (device.unsent, device.drafts)
        if changed or device.last_seen_at is None or at - device.last_seen_at > SEEN_EVERY:
            with self.transaction():
                self.devices.seen(device.id, at, app_version, held)
                self.intake.advance_durable(device.branch_id, device.id, at - self.durable_after)

    def _decide(self, device: Device, arrived: Sequence[Arrived], at: datetime, late: bool) -> Receipts:
        """All together; when that fails, half by half, until what cannot be decided stands alone and takes nobody along."""
        if not arrived:
            return {}
        try:
            with self.transaction():
                return self._together(device, arrived, at, late)
        except Exception as error:  # a bug of ours or the database's: kept, said, tried again by the worker
            if len(arrived) == 1:
                return self._left_stored(device, arrived[0], error, at)
            half = len(arrived) // 2
            return self._decide(device, arrived[:half], at, late) | self._decide(device, arrived[half:], at, late)

    def _together(self, device: Device, arrived: Sequence[Arrived], at: datetime, late: bool) -> Receipts:
        self.operations.lock(device.branch_id)
        receipts, fresh, reused = self._sorted_out(device, arrived, at)
        # Of two pushes of the same lines at the same moment, one may note as undecided what the other has just decided.
        self.intake.settle(device.branch_id, list(receipts))
        told_before = self._told_before(device, reused)
        if reused.keys() - told_before.keys():
            self.intake.set_apart(device.branch_id, REUSED, reused | told_before)
            self.quarantine.quarantine(device.id, REUSED, at)
        if fresh:
            pending = self._timed(device, fresh, at, late)
            outcomes = self.decide.fresh(WorkingSet(device.branch_id), pending, at, f"device:{device.id}")
            receipts |= _receipts(outcomes)
        return receipts | reused | told_before

    def _sorted_out(
        self, device: Device, arrived: Sequence[Arrived], at: datetime
    ) -> tuple[Receipts, list[Arrived], Receipts]:
        """Receipts of replays, operations nobody has seen, and receipts of those that use an identity already taken."""
        known = self._identities(device, arrived)
        receipts: Receipts = {}
        fresh: list[Arrived] = []
        reused: Receipts = {}
        for each, operation in _operations(arrived):
            taken = known.get(operation.op_id) or known.get(operation.op_seq)
            if taken is None:
                fresh.append(each)
                mine = Identity(operation.op_id, operation.device_id, operation.op_seq, operation.hash, "")
                known[operation.op_id] = known[operation.op_seq] = mine
            elif taken.hash == operation.hash:
                receipts[operation.hash] = taken.receipt
            else:
                reused[operation.hash] = receipt_text(stored(operation, to_wire(at), code=REUSED))
        return receipts, fresh, reused

    def _identities(self, device: Device, arrived: Sequence[Arrived]) -> dict[str | int, Identity]:
        claimed = [operation for _, operation in _operations(arrived)]
        found = self.operations.identities(
            device.branch_id, [each.op_id for each in claimed], device.id, [each.op_seq for each in claimed]
        )
        by_place: dict[str | int, Identity] = {each.op_seq: each for each in found if each.device_id == device.id}
        return by_place | {each.op_id: each for each in found}

    def _timed(self, device: Device, fresh: Sequence[Arrived], at: datetime, late: bool) -> list[Pending]:
        """Business time of each, bounded by the operation before it; the first by the tablet's enrolment. What replaces
        another happened when that one did, long before its turn: it is bounded by its receipt alone, and bounds nobody."""
        before = self.operations.time_before(device.branch_id, device.id, fresh[0].line.op_seq or 0)
        previous = _milliseconds(from_wire(before) if before else device.enrolled_at)
        now, pending = to_wire(at), []
        for each, operation in _operations(fresh):
            happened, received = _wire_milliseconds(operation.occurred_at), _wire_milliseconds(each.line.received_at)
            bound = previous if operation.replaces is None else None
            believed, doubtful = business_time(happened, operation.clock_offset, bound, received)
            previous = believed if operation.replaces is None else previous
            occurred_at = operation.occurred_at if believed == happened else _wire_text(believed)
            moment = Moment(occurred_at, doubtful, each.line.received_at, now)
            pending.append(Pending(operation, moment, late))
        return pending

    def _known_only(self, device: Device, arrived: Sequence[Arrived], at: datetime) -> Receipts:
        known = self._identities(device, arrived)
        held: Receipts = {}
        for _, operation in _operations(arrived):
            taken = known.get(operation.op_id)
            replay = taken is not None and taken.hash == operation.hash
            held[operation.hash] = taken.receipt if taken and replay else receipt_text(stored(operation, to_wire(at)))
        return held | self._told_before(device, held)

    def _left_stored(self, device: Device, arrived: Arrived, error: Exception, at: datetime) -> Receipts:
        self.failed(error)
        with self.transaction():
            self.intake.failed(device.branch_id, arrived.line.hash, type(error).__name__, at)
        assert arrived.operation is not None
        return {arrived.line.hash: receipt_text(stored(arrived.operation, to_wire(at)))}


def _operations(arrived: Iterable[Arrived]) -> Iterator[tuple[Arrived, Operation]]:
    return ((each, each.operation) for each in arrived if each.operation is not None)


def read_line(raw: bytes, device: Device, at: datetime) -> Arrived:
    """What a line says of itself. Of one that is no operation, or another tablet's, the receipt is known at once."""
    try:
        operation = parse(raw.decode(), sha256(raw).hexdigest())
    except (Unparseable, UnicodeDecodeError) as error:
        return Arrived(_unreadable(raw, device, at, getattr(error, "at", "json")), None)
    line = Line(
        hash=operation.hash,
        raw=raw,
        sent_by=device.id,
        received_at=_received(at),
        op_id=operation.op_id,
        device_id=operation.device_id,
        op_seq=operation.op_seq,
    )
    if operation.device_id == device.id:
        return Arrived(line, operation)
    identity = {
        "op_id": operation.op_id,
        "hash": line.hash,
        "device_id": operation.device_id,
        "op_seq": operation.op_seq,
    }
    receipt = receipt_text(_refused(identity, "foreign_device", None, at))
    return Arrived(replace(line, state="foreign_device", receipt=receipt), None)


def _unreadable(raw: bytes, device: Device, at: datetime, wrong_at: str) -> Line:
    name = sha256(raw).hexdigest()
    identity = {"op_id": None, "hash": name, "device_id": device.id, "op_seq": None}
    receipt = receipt_text(_refused(identity, "unparseable", wrong_at, at))
    return Line(name, raw, device.id, to_wire(at), None, None, None, "unparseable", receipt)


def _refused(identity: Mapping[str, Any], code: str, field: str | None, at: datetime) -> dict[str, Any]:
    zh, en = told(code)
    where = {} if field is None else {"field": field}
    said = {"verdict": "rejected", "code": code, **where, "message": {"zh": zh, "en": en}}
    return {**identity, **said, "decided_at": to_wire(at)}


def _receipts(outcomes: Sequence[Outcome]) -> Receipts:
    """In order, so that of an operation decided twice the last word counts."""
    return {each.pending.operation.hash: each.decision.told for each in outcomes if each.news}


_received = lru_cache(maxsize=2)(to_wire)  # all lines of a push came at one moment


@lru_cache(maxsize=2)
def _wire_milliseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - START) // MILLISECOND


@lru_cache(maxsize=2)
def _wire_text(milliseconds: int) -> str:
    return to_wire(START + timedelta(milliseconds=milliseconds))


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
