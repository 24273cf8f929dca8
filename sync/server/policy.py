"""What the engine asks of the world of records. It knows no kind; server/records and server/services answer."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol

from sync.operation import Operation

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
    def field_errors(self, values: Values, seen: Values | None = None) -> Iterable[Wrong]: ...
    def record_errors(self, values: Values, status: str) -> Iterable[Wrong]: ...
    def command_errors(
        self, command: Values, status: str, values: Values, args: Values, reason: str | None
    ) -> Iterable[Wrong]: ...
    def masked(self, values: Values) -> dict[str, Any]: ...
    def group_of(self, code: str) -> tuple[str, ...]: ...


class Policy(Protocol):
    """All kinds, and what is worked out rather than captured."""

    @property
    def upcasters(self) -> Mapping[str, Upcaster]:
        """From an operation type that is no longer spoken, as `kind.verb@1`, to the one that took its place."""
        ...

    def kind(self, code: str) -> KindPolicy | None: ...

    def derived(self, kind: KindPolicy, values: Values, occurred_at: str) -> dict[str, Any]:
        """The derived fields of a record that holds `values`, when it happened at `occurred_at`."""
        ...

    def told(self, code: str) -> tuple[str, str]:
        """The sentence for one of the engine's own refusals, in Chinese and English."""
        ...
