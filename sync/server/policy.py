"""What the engine asks of the world of records. It knows no kind; server/records and server/services answer."""

from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping, Sequence
from typing import Any, NamedTuple, Protocol

from sync.operation import Operation
from sync.server.key_index import Key
from sync.server.working_set import WorkingSet

Upcaster = Callable[[Operation], Operation]
Values = Mapping[str, Any]


class Wrong(Protocol):
    """One thing wrong at one field, told in both languages."""

    @property
    def code(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


class KindPolicy(Protocol):
    """What the engine may know of one kind."""

    @property
    def code(self) -> str: ...
    @property
    def operations(self) -> Collection[str]: ...
    @property
    def capture_roles(self) -> Collection[str]: ...
    @property
    def definition(self) -> Mapping[str, Any]: ...
    @property
    def department_field(self) -> str | None: ...

    def normalised(self, values: Values) -> dict[str, Any]: ...
    def captured(self, values: Values) -> tuple[dict[str, Any], Sequence[Wrong]]: ...
    def field_errors(self, values: Values, seen: Values | None = None) -> Iterable[Wrong]: ...
    def answer_errors(self, values: Values) -> Iterable[Wrong]: ...
    def record_errors(self, values: Values, status: str) -> Iterable[Wrong]: ...
    def command_errors(
        self, command: Values, status: str, values: Values, args: Values, reason: str | None
    ) -> Iterable[Wrong]: ...
    def masked(self, values: Values) -> dict[str, Any]: ...
    def group_of(self, code: str) -> tuple[str, ...]: ...


class About(NamedTuple):
    """What a derived field may depend on besides the record's values: when it happened, which step is taken by whom and when,
    and what else the transaction knows."""

    record_id: str
    occurred_at: str
    verb: str
    actor_id: str
    view: WorkingSet
    taken_at: str = ""


class Policy(Protocol):
    """All kinds, and what is worked out rather than captured."""

    @property
    def upcasters(self) -> Mapping[str, Upcaster]:
        """From an operation type that is no longer spoken, as `kind.verb@1`, to the one that took its place."""
        ...

    def kind(self, code: str) -> KindPolicy | None: ...

    def opened(self, operation: Operation) -> Operation:
        """What a sealed operation says, and every other as it is. Raises Refused for what should have been sealed."""
        ...

    def derived(self, kind: KindPolicy, values: Values, about: About) -> dict[str, Any]:
        """The derived fields of a record that holds `values`."""
        ...

    def keys(
        self, kind: KindPolicy, values: Values, hashed: MutableMapping[Any, str] | None = None
    ) -> Mapping[str, Key]:
        """The keys of a record that holds `values`, by name; none of a key that lacks one of its values. `hashed`: what was
        hashed already."""
        ...

    def told(self, code: str) -> tuple[str, str]:
        """The sentence for one of the engine's own refusals, in Chinese and English."""
        ...
