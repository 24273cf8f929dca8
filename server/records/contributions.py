"""What a kind gives to the shared machinery, so that the machinery never names a kind."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """A cross-field rule as data (sync/rules.py says the operators), with its sentence for people."""

    code: str
    field: str
    must: tuple[Any, ...]
    zh: str
    en: str
    when: tuple[Any, ...] | None = None

    def meta(self) -> dict[str, Any]:
        return {**asdict(self), "must": _lists(self.must), "when": None if self.when is None else _lists(self.when)}


def _lists(expression: Any) -> Any:
    return [_lists(part) for part in expression] if isinstance(expression, tuple | list) else expression


@dataclass(frozen=True)
class ListColumns:
    """What a row of a list shows: `title` and `subtitle` are fields, looked up in their reference set where they have one."""

    title: str
    subtitle: tuple[str, ...] = ()

    def meta(self) -> dict[str, Any]:
        return {"title": self.title, "subtitle": list(self.subtitle)}


@dataclass(frozen=True)
class Prefill:
    """When `by` (a reference field) is chosen, `to` takes the chosen item's `key`, unless the person typed there."""

    by: str
    key: str
    to: str


@dataclass(frozen=True)
class Quick:
    """The quick capture: which fields it asks, and what fills itself in. `last_used` fields offer their last values first."""

    fields: tuple[str, ...]
    last_used: tuple[str, ...] = ()
    prefill: tuple[Prefill, ...] = ()

    def meta(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "last_used": list(self.last_used),
            "prefill": [asdict(prefill) for prefill in self.prefill],
        }


@dataclass(frozen=True)
class Start:
    """A record of another kind that can be opened from this one. `values` maps the new record's fields to `=constant`,
    `@record` (this record's id), a field of this record, or `field.key` (the key of the reference item that field holds).
    `then` is the command this record takes in the same capture."""

    kind: str
    zh: str
    en: str
    values: Mapping[str, str]
    then: str | None = None

    def meta(self) -> dict[str, Any]:
        return {"kind": self.kind, "zh": self.zh, "en": self.en, "values": dict(self.values), "then": self.then}


@dataclass(frozen=True)
class Document:
    """A document that this kind gives rise to: one for each record entering `on_status`, and one a day where `daily`."""

    code: str
    on_status: str | None = None
    daily: bool = False


@dataclass(frozen=True)
class Inbox:
    """Records of this kind are work for the department named in one field, due at the moment in another."""

    department_field: str
    due_field: str


@dataclass(frozen=True)
class Derived:
    """A field the server works out: `rule` is a name that server/services/derive_fields.py knows, `arguments` its fields."""

    field: str
    rule: str
    arguments: Mapping[str, str]

    def meta(self) -> dict[str, Any]:
        return {"field": self.field, "rule": self.rule, "arguments": dict(self.arguments)}


@dataclass(frozen=True)
class Retention:
    """How long the record is kept, and why. `house` marks a parameter of ours with no regulation behind it."""

    years: int
    basis: str
    house: bool = False
