"""What the server's half of the engine decides about, and what it decides: plain values without a database or a bank."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sync.operation import Operation
from sync.server.key_index import Key
from sync.server.receipt import receipt_text
from sync.server.value import value
from sync.verdict import Verdict


@value
class RecordState:
    """A record at one revision. `changed_at` holds the revision at which each field, and `status`, last changed;
    `contributors` are those who wrote some of it after `created_by` captured it."""

    id: str
    branch_id: str
    kind: str
    rev: int
    status: str
    payload: Mapping[str, Any]
    changed_at: Mapping[str, int]
    created_by: str
    device_id: str
    occurred_at: str
    captured_offline: bool
    time_doubtful: bool
    created_at: str
    updated_at: str
    no: str | None = None
    void_reason: str | None = None
    contributors: Sequence[str] = ()

    def numbered(self, no: str) -> "RecordState":
        """The same with its official number. `dataclasses.replace` reads every field's declaration again, for each of hundreds
        of new records, so the values are taken over as they stand."""
        twin = object.__new__(RecordState)
        vars(twin).update(vars(self), no=no)
        return twin


@dataclass(frozen=True)
class Grant:
    """What an online sign-in allowed this person to do on this device while offline, until `expires_at`."""

    id: str
    device_id: str
    user_id: str
    roles: frozenset[str]
    expires_at: str
    revoked_at: str | None = None


@dataclass(frozen=True)
class Actor:
    """A person's rights at the moment of decision."""

    id: str
    roles: frozenset[str]
    department: str | None = None
    active: bool = True


@dataclass(frozen=True)
class Conflict:
    """Values of one operation that met other values. It is named after that operation; `fields` holds [base, mine, theirs]."""

    id: str
    record_id: str
    kind: str
    fields: Mapping[str, list[Any]]
    actor_id: str
    at: str
    resolved_by: str | None = None


@value
class Moment:
    """When the operation happened as far as it can be believed, when the server got it, and when it is decided."""

    occurred_at: str
    doubtful: bool
    received_at: str
    decided_at: str


@value
class Decision:
    """The verdict on one operation and all it writes. A decision carries its reason in `receipt`. `keys`: by which the record
    is found from now on; None where its kind has none."""

    operation: Operation
    receipt: Mapping[str, Any]
    record: RecordState | None = None
    changes: Mapping[str, list[Any]] = field(default_factory=dict)
    conflict: Conflict | None = None
    closes: Conflict | None = None
    keys: Collection[Key] | None = None

    @property
    def verdict(self) -> Verdict:
        return self.receipt["verdict"]  # type: ignore[no-any-return]  # a receipt is JSON; decide() alone writes its verdict

    @cached_property
    def told(self) -> str:
        """The receipt as it is stored and sent; written out once for both."""
        return receipt_text(self.receipt)

    @property
    def creates(self) -> bool:
        return self.record is not None and self.record.rev == 1
