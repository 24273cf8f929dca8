"""What a record kind is: one definition from which validation, forms, lists, the API document and documents derive."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from server.records.contributions import Derived, Document, Inbox, ListColumns, Quick, Retention, Rule, Start
from server.records.field import Field
from server.records.life_cycle import LifeCycle
from server.records.messages import told
from sync.fields import check, is_missing, normalise
from sync.masking import mask
from sync.rules import broken

Values = Mapping[str, Any]
FLOOR, SUPERVISOR = "floor", "supervisor"
OPERATION_VERSION = 1
ENGINE_VERBS = ("create", "update", "resolve")


@dataclass(frozen=True)
class FieldError:
    """One thing wrong at one field, told in both languages."""

    code: str
    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class Kind:
    """`order` is where people meet it, `scope` whose tablets carry it, `capture_roles` who may create and correct it."""

    code: str
    zh: str
    en: str
    prefix: str
    icon: str
    order: int
    capture_roles: tuple[str, ...]
    fields: tuple[Field, ...]
    life_cycle: LifeCycle
    columns: ListColumns
    search: tuple[str, ...]
    retention: Retention
    example: Values
    rules: tuple[Rule, ...] = ()
    scope: str = FLOOR
    quick: Quick | None = None
    starts: tuple[Start, ...] = ()
    documents: tuple[Document, ...] = ()
    inbox: Inbox | None = None
    derived: tuple[Derived, ...] = ()
    links: str | None = None
    help_zh: str = ""
    help_en: str = ""

    @cached_property
    def by_code(self) -> Mapping[str, Field]:
        return {each.code: each for each in self.fields}

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that merge together, by the name of their group. A field without a group stands alone."""
        names = dict.fromkeys(each.group for each in self.fields if each.group)
        return {name: tuple(each.code for each in self.fields if each.group == name) for name in names}

    def group_of(self, code: str) -> tuple[str, ...]:
        group = self.by_code[code].group
        return self.groups[group] if group else (code,)

    def scopes(self, branch_id: str) -> tuple[str, ...]:
        """The sync scopes a record of this kind is carried in."""
        return (f"branch:{branch_id}:{self.scope}",)

    def normalised(self, values: Values) -> dict[str, Any]:
        return {code: self._normal(code, value) for code, value in values.items()}

    def _normal(self, code: str, value: Any) -> Any:
        return normalise(self._metas[code], value) if code in self._metas else value

    def field_errors(self, values: Values) -> list[FieldError]:
        """What is wrong with each value by itself; absent values are not asked for."""
        return [error for code, value in values.items() for error in self._errors_of(code, value)]

    def _errors_of(self, code: str, value: Any) -> Iterable[FieldError]:
        known = self.by_code.get(code)
        if known is None:
            yield FieldError("unknown_field", code, *told("unknown_field", code, code, None, None))
        elif known.derived:
            yield self.error("derived_field", code)
        elif (wrong := check(self._metas[code], value)) is not None:
            yield self.error(wrong, code)

    def record_errors(self, values: Values, status: str, required: Iterable[str] = ()) -> list[FieldError]:
        """What a whole record in this state still lacks or contradicts; `required` adds to the fields always needed."""
        needed = dict.fromkeys([*(each.code for each in self.fields if each.required and not each.derived), *required])
        lacking = [self.error("required", code) for code in needed if is_missing(values.get(code))]
        return lacking + [self._rule_error(each) for each in broken(self._rules, {**values, "status": status})]

    def capture_errors(self, values: Values) -> list[FieldError]:
        """Everything that keeps these values from becoming a new record."""
        return self.field_errors(values) or self.record_errors(values, self.life_cycle.created)

    def error(self, code: str, field_code: str) -> FieldError:
        at = self.by_code[field_code]
        return FieldError(code, field_code, *told(code, at.zh, at.en, at.min, at.max))

    def _rule_error(self, found: Mapping[str, str]) -> FieldError:
        rule = next(rule for rule in self.rules if rule.code == found["code"])
        return FieldError(rule.code, rule.field, rule.zh, rule.en)

    def masked(self, values: Values) -> dict[str, Any]:
        """The values as lobby staff and desks see them; unmasking needs a right and a reason (sync/masking.py)."""
        return {code: self.shown(code, value) for code, value in values.items()}

    def shown(self, code: str, value: Any) -> Any:
        known = self.by_code.get(code)
        return mask(known.mask, value) if known is not None and known.mask else value

    @cached_property
    def _metas(self) -> Mapping[str, dict[str, Any]]:
        return {each.code: each.meta() for each in self.fields}

    @cached_property
    def _rules(self) -> list[dict[str, Any]]:
        return [rule.meta() for rule in self.rules]

    @property
    def operations(self) -> tuple[str, ...]:
        """Every operation type a tablet may send for this kind; types are for ever."""
        verbs = dict.fromkeys([*ENGINE_VERBS, *(command["code"] for command in self.life_cycle.meta()["commands"])])
        return tuple(f"{self.code}.{verb}@{OPERATION_VERSION}" for verb in verbs)

    def meta(self) -> dict[str, Any]:
        """The kind as the contract states it."""
        return {
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "help": {"zh": self.help_zh, "en": self.help_en},
            "prefix": self.prefix,
            "icon": self.icon,
            "capture_roles": list(self.capture_roles),
            "scope": self.scope,
            "fields": list(self._metas.values()),
            "groups": {name: list(codes) for name, codes in self.groups.items()},
            "rules": self._rules,
            "life_cycle": self.life_cycle.meta(),
            "list": self.columns.meta(),
            "search": list(self.search),
            "quick": self.quick.meta() if self.quick else None,
            "starts": [start.meta() for start in self.starts],
            "documents": [asdict(document) for document in self.documents],
            "inbox": asdict(self.inbox) if self.inbox else None,
            "derived": [derived.meta() for derived in self.derived],
            "links": self.links,
            "retention": asdict(self.retention),
            "operations": list(self.operations),
            "example": dict(self.example),
        }
