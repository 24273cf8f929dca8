"""What the use cases of sync need, and what they tell other parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol

from server.domain.audit_chain import AuditEntry
from server.domain.people import Device, Grant, User
from sync.server.batch import Outcome
from sync.server.key_index import Holder, Key
from sync.server.state import Conflict, RecordState
from sync.server.value import value

FeedItem = Literal["record", "gone", "receipt", "conflict", "notice"]
IntakeState = Literal["operation", "unparseable", "foreign_device", "identity_reuse"]


@value
class AppliedChange:
    """A record before and after one decision; `before` is None when it was created. `at` is when it was decided, `by` whose
    operation it was and `verb` what that did."""

    before: RecordState | None
    after: RecordState
    at: datetime
    by: str | None = None
    verb: str = "update"


@dataclass(frozen=True, order=True)
class Answer:
    """An agent of the department took a step on the record."""

    record_id: str
    department: str


class Answers(Protocol):
    def add(self, branch_id: str, answers: Iterable[Answer]) -> None:
        """Remembers them; what is known already stays."""
        ...


class Reaction(Protocol):
    """A part that acts on changed records, inside the transaction that changes them."""

    def on_applied(self, changes: Sequence[AppliedChange]) -> None: ...


@value
class Line:
    """A line of a push as it came. What it claims about itself is None when it cannot be read; `state` says so then."""

    hash: str
    raw: bytes
    sent_by: str
    received_at: str
    op_id: str | None
    device_id: str | None
    op_seq: int | None
    state: IntakeState = "operation"
    receipt: str | None = None


@value
class Identity:
    """An operation that has a verdict, by the three things that identify it, and its receipt as stored."""

    op_id: str
    device_id: str
    op_seq: int
    hash: str
    receipt: str


@dataclass(frozen=True)
class Noticed:
    """A line that did not become a decided operation, told without a word of what it says."""

    hash: str
    sent_by: str
    received_at: str
    op_id: str | None
    op_seq: int | None
    state: str
    error: str | None
    attempts: int
    retry_at: str | None


@dataclass(frozen=True)
class Waiting:
    """A deferred or blocked operation: its bytes, and what was settled of its times when it arrived."""

    raw: bytes
    received_at: str
    occurred_at: str
    doubtful: bool


@dataclass(frozen=True)
class FeedEntry:
    """`ref` is a record's id, `q:<op_id>` of a receipt or `c:<id>` of a conflict."""

    seq: int
    item: FeedItem
    ref: str


class Intake(Protocol):
    def keep(self, branch_id: str, lines: Sequence[Line]) -> None:
        """Stores the lines that are not stored yet, the operations among them as undecided; what is stored is never changed."""

    def receipts(self, branch_id: str, hashes: Iterable[str]) -> dict[str, str]:
        """The receipts of lines that got one without becoming an operation: unreadable, foreign, another's identity."""
        ...

    def settle(self, branch_id: str, hashes: Sequence[str]) -> None:
        """These have their verdict and wait no longer."""

    def set_apart(self, branch_id: str, state: IntakeState, receipts: Mapping[str, str]) -> None:
        """Lines that never become operations, by their hash what their tablet is told."""

    def failed(self, branch_id: str, hash: str, error: str, at: datetime) -> None:
        """It stays undecided; the next try waits twice as long."""

    def advance_durable(self, branch_id: str, device_id: str, received_before: datetime) -> None:
        """Remembers how far the device's operations have certainly reached a backup."""

    def undecided(self, at: datetime, limit: int) -> list[tuple[str, Line]]:
        """(branch, line) of what is due for another try, in the order of each device's op_seq; none of quarantined tablets."""
        ...


class Operations(Protocol):
    def lock(self, branch_id: str) -> None:
        """Until the end of the transaction nobody else decides in this branch."""

    def identities(
        self, branch_id: str, op_ids: Iterable[str], device_id: str, op_seqs: Iterable[int]
    ) -> list[Identity]:
        """What is decided under one of these ids, or at one of these places of the device's sequence."""
        ...

    def receipts(self, branch_id: str, op_ids: Iterable[str]) -> dict[str, Mapping[str, Any]]: ...
    def replaced(self, branch_id: str, op_ids: Iterable[str]) -> dict[str, str]:
        """From an operation to the last one that replaces it, for those of the ids that were replaced."""
        ...

    def waiting_for(self, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        """Deferred and blocked operations that wait for one of these."""
        ...

    def waiting(self, branch_id: str, op_ids: Sequence[str]) -> list[Waiting]:
        """Those of these operations that are deferred or blocked."""
        ...

    def of_unknown_type(self, types: Sequence[str], limit: int) -> list[tuple[str, str]]:
        """(branch_id, op_id) of operations deferred because no kind knew their type, which is one of these."""
        ...

    def time_before(self, branch_id: str, device_id: str, op_seq: int) -> str | None:
        """Business time of the device's last operation before this one."""
        ...

    def last_seq(self, branch_id: str, device_id: str) -> int: ...
    def add(self, branch_id: str, outcomes: Sequence[Outcome]) -> None: ...
    def change(self, branch_id: str, outcomes: Sequence[Outcome]) -> None: ...


class Records(Protocol):
    def records(self, branch_id: str, ids: Iterable[str]) -> dict[str, RecordState]: ...
    def add(self, records: Sequence[RecordState]) -> None: ...
    def change(self, records: Sequence[RecordState]) -> None: ...


class Keys(Protocol):
    def holders(self, branch_id: str, keys: Collection[Key]) -> Mapping[Key, Sequence[Holder]]:
        """The standing records that have one of these keys."""
        ...

    def put(
        self, branch_id: str, held: Mapping[str, tuple[Holder, Collection[Key]]], new: Collection[str] = ()
    ) -> None:
        """By record, the keys it has from now on. Of `new` records nothing has to be forgotten."""


class Conflicts(Protocol):
    def conflicts(self, branch_id: str, ids: Iterable[str]) -> dict[str, Conflict]: ...
    def add(self, branch_id: str, conflicts: Sequence[Conflict]) -> None: ...
    def resolve(self, branch_id: str, resolved: Mapping[str, str]) -> None:
        """From the conflict's id to the operation that resolved it."""


class Numbers(Protocol):
    def block(self, branch_id: str, prefix: str, day: date, count: int) -> list[str]: ...


class Feed(Protocol):
    def append(self, branch_id: str, entries: Iterable[tuple[str, FeedItem, str]], new: Collection[str] = ()) -> None:
        """(scope, item, ref): joins the open write; the sequence numbers are taken when it commits. `new` are refs of which no
        transaction before this one has told."""


class AuditEntries(Protocol):
    def append_many(self, entries: Sequence[AuditEntry]) -> None: ...


class Grants(Protocol):
    def grants(self, branch_id: str, ids: Iterable[str]) -> dict[str, Grant]: ...


class Users(Protocol):
    def users_by_ids(self, ids: set[str]) -> dict[str, User]: ...


class Desks(Protocol):
    def device(self, device_id: str) -> Device | None: ...
