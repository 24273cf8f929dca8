"""What a kind gives to the shared machinery, so that the machinery never names a kind."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Rule:
    """A cross-field rule as data (sync/rules.py says the operators), with its sentence for people. With `each`, a `rows`
    field, it is asked of every entry, whose columns stand before the record's fields; `field` is then a column."""

    code: str
    field: str
    must: tuple[Any, ...]
    zh: str
    en: str
    when: tuple[Any, ...] | None = None
    each: str | None = None

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
    """The quick capture: which fields it asks, and what fills itself in. `last_used` fields offer their last values first.
    `hours` are the bank's hours of the day in which its tile belongs to the front, as (from, before)."""

    fields: tuple[str, ...]
    last_used: tuple[str, ...] = ()
    prefill: tuple[Prefill, ...] = ()
    hours: tuple[tuple[int, int], ...] = ()

    def meta(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "last_used": list(self.last_used),
            "prefill": [asdict(prefill) for prefill in self.prefill],
            "hours": [list(span) for span in self.hours],
        }


@dataclass(frozen=True)
class Start:
    """A record of another kind that can be opened from this one. `values` maps the new record's fields to `=constant`,
    `@record` (this record's id), a field of this record, or `field.key` (the key of the reference item that field holds).
    `then` is the command this record takes in the same capture. It is offered only while `when` (a rule's expression) holds;
    where it is `auto`, it opens by itself in the capture or command that makes `when` hold, and the person is told."""

    kind: str
    zh: str
    en: str
    values: Mapping[str, str]
    then: str | None = None
    when: tuple[Any, ...] | None = None
    auto: bool = False

    def meta(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "zh": self.zh,
            "en": self.en,
            "values": dict(self.values),
            "then": self.then,
            "when": None if self.when is None else _lists(self.when),
            "auto": self.auto,
        }


@dataclass(frozen=True)
class Document:
    """A document that this kind gives rise to: one for each record entering `on_status`. Where `periodic`, its records are
    also what the document of a period counts: those whose moment (`at`, a field; without it, when it happened) lies in it.
    `afterwards` ones are written about a period once it is over; by themselves they give no reason to make its document, but one that enters a
    state of `renews_on` makes it anew.
    Only while `when` (a rule's expression) holds is there one, and does a change of the record make its next version."""

    code: str
    on_status: str | None = None
    periodic: bool = False
    at: str | None = None
    afterwards: bool = False
    renews_on: tuple[str, ...] = ()
    when: tuple[Any, ...] | None = None

    def meta(self) -> dict[str, Any]:
        return {**asdict(self), "when": None if self.when is None else _lists(self.when)}


@dataclass(frozen=True)
class Inbox:
    """Records of this kind are work for the department named in one field, due at the moment in another."""

    department_field: str
    due_field: str


@dataclass(frozen=True)
class Due:
    """Something that waits until the moment or day in `field` while the record stands in one of `states`. `command` is the
    step the system takes once it is past due; without one, people are reminded."""

    field: str
    states: tuple[str, ...]
    zh: str
    en: str
    command: str | None = None


@dataclass(frozen=True)
class Notice:
    """Records of this kind tell everybody something about the entries that `about` (a reference field) names, while they
    stand in one of `states`, from the moment in `since` until the one in `until`. Where the flag `must` is set, each person
    whose role may take the step `command` takes it for themselves; those who did stand in `done`."""

    about: str
    states: tuple[str, ...]
    since: str
    until: str
    must: str
    command: str
    done: str


@dataclass(frozen=True)
class Confirmed:
    """What is done elsewhere and confirmed at the desk: the `states` in which a record waits for that, and the `steps` that are
    offered there, what usually happens first. Whoever may take the first step confirms."""

    states: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Watch:
    """What those who answer for a branch keep an eye on: how many records stand in one of `states`; with `today`, of those that
    happened today. What is `of_day` should be done with before the day is closed; `zh_of_day` and `en_of_day` are its words where
    they stand beside a day that may be long past, for those whose own say today."""

    code: str
    zh: str
    en: str
    states: tuple[str, ...]
    today: bool = False
    of_day: bool = False
    zh_of_day: str = ""
    en_of_day: str = ""


@dataclass(frozen=True)
class Key:
    """Fields by which other records of the branch are found again: `unique` ones no two standing records may share (code
    `duplicate_<name>`), the others serve derived fields and the offer of duplicates. Kept as a keyed hash, never in clear.
    `suspect` is the figure of the house within which two records of one key are probably the same thing recorded twice."""

    name: str
    fields: tuple[str, ...]
    unique: bool = False
    suspect: str | None = None


@dataclass(frozen=True)
class Scheduled:
    """Records the scheduler makes from the entries of a reference set (when, by when), idempotently. `values` maps fields to
    `=constant` or a key of the entry; `deadline_field` takes the moment by which the record must be done."""

    reference: str
    values: Mapping[str, str]
    deadline_field: str


@dataclass(frozen=True)
class CustomerForm:
    """What the customer fills in and signs in customer mode: `fields`, under a title for them. With a `command` it is taken on
    the record that stands open; without one the form captures a new record. It is offered only while `when` (a rule's
    expression) holds. `values` are said with the answers: `=constant`, or `@begun` and `@done`, the moments at which the
    customer began and ended. `by_link` is the field whose random code opens the form on the customer's own phone; a key of its
    own finds the record by it."""

    code: str
    zh: str
    en: str
    fields: tuple[str, ...]
    command: str | None = None
    notice_zh: str = ""
    notice_en: str = ""
    when: tuple[Any, ...] | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    by_link: str | None = None

    def meta(self) -> dict[str, Any]:
        return {**asdict(self), "when": None if self.when is None else _lists(self.when)}


@dataclass(frozen=True)
class Part:
    """Records of another kind that name this one in their field `link` and carry some of what is approved: `content`."""

    kind: str
    link: str
    content: tuple[str, ...]


@dataclass(frozen=True)
class Approval:
    """What is approved: the fields in `content`, and those of its `parts`. In a state of `rests_in` the record stands on an
    approval; when what was approved changes there, the system takes the step `reopen`. Which steps approve says `Command.bound`."""

    content: tuple[str, ...]
    rests_in: tuple[str, ...]
    reopen: str
    parts: tuple[Part, ...] = ()

    def meta(self) -> dict[str, Any]:
        return {"content": list(self.content), "parts": [asdict(part) for part in self.parts]}


@dataclass(frozen=True)
class Derived:
    """A field the server works out: `rule` is a name that server/services/derive_fields.py knows; `arguments` are fields of
    the record, or `=constant`. It is worked out at the record's own steps, and in the states of `follows` also when a record it
    depends on changes (server/services/follow_changes.py)."""

    field: str
    rule: str
    arguments: Mapping[str, str]
    follows: tuple[str, ...] = ()

    @cached_property
    def constants(self) -> Mapping[str, str]:
        """By argument."""
        return {name: source[1:] for name, source in self.arguments.items() if source.startswith("=")}

    @cached_property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Argument and field, of those whose value is the record's."""
        return tuple((name, source) for name, source in self.arguments.items() if not source.startswith("="))

    def meta(self) -> dict[str, Any]:
        return {"field": self.field, "rule": self.rule, "arguments": dict(self.arguments)}


@dataclass(frozen=True)
class Retention:
    """How long the record is kept, and why. `house` marks a parameter of ours with no regulation behind it."""

    years: int
    basis: str
    house: bool = False
