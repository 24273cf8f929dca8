"""What a record kind is: one definition from which validation, forms, lists, the API document and documents derive."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from server.records.contributions import (
    Approval,
    Confirmed,
    CustomerForm,
    Derived,
    Document,
    Due,
    Inbox,
    Key,
    ListColumns,
    Notice,
    Quick,
    Retention,
    Rule,
    Scheduled,
    Start,
    Watch,
)
from server.records.field import Field
from server.records.life_cycle import LifeCycle
from server.records.messages import MESSAGES
from server.records.public_link import PublicLink
from server.records.void_cause import VOID_CAUSE
from sync.dues import dues_of
from sync.lifecycle import ADDRESSED, awaits
from sync.links import Links
from sync.masking import FieldMask
from sync.validation import Judge, explain

Values = Mapping[str, Any]
FLOOR, SUPERVISOR, NOWHERE = "floor", "supervisor", "nowhere"
OPERATION_VERSION = 1
DEPARTMENT_AGENT = "department_agent"
ENGINE_VERBS = ("create", "update", "resolve")
_SENTENCES = {code: {"zh": zh, "en": en} for code, (zh, en) in MESSAGES.items()}


@dataclass(frozen=True)
class FieldError:
    """One thing wrong at one field, told in both languages."""

    code: str
    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class Kind:
    """`order` is where people meet it, `duty` the duty of the brief it serves (0: all of them), `scope` whose tablets carry it
    (`NOWHERE`: none), `capture_roles` who may create and correct it (nobody: only the system and departments make it).
    `spine` is the kind the others of a visit hang on by a field that names it. `sealed` records are closed for their author:
    what they say is sealed on the tablet to the department `readers` names, who alone read it at the desk. `emergency` is
    what the emergency card opens: `practice`, or the `real` thing. `owner` is the department whose agents, and no others, may
    create it at the desk. `urgent` are a field and its value: what is told of such a record breaks through quiet hours, as
    does all that is told of an emergency."""

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
    duty: int = 0
    dues: tuple[Due, ...] = ()
    keys: tuple[Key, ...] = ()
    scheduled: Scheduled | None = None
    customer_forms: tuple[CustomerForm, ...] = ()
    public_links: tuple[PublicLink, ...] = ()
    spine: bool = False
    sealed: bool = False
    readers: str | None = None
    emergency: str | None = None
    urgent: tuple[str, str] | None = None
    owner: str | None = None
    notice: Notice | None = None
    approval: Approval | None = None
    confirmed: Confirmed | None = None
    watches: tuple[Watch, ...] = ()
    help_zh: str = ""
    help_en: str = ""

    def __post_init__(self) -> None:
        """Whatever can be declared void says why by the same code."""
        if self.life_cycle.void_roles and VOID_CAUSE not in self.fields:
            object.__setattr__(self, "fields", (*self.fields, VOID_CAUSE))

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
        return () if self.scope == NOWHERE else (f"branch:{branch_id}:{self.scope}",)

    def normalised(self, values: Values) -> dict[str, Any]:
        return self._judge.normalised(values)

    def captured(self, values: Values) -> tuple[dict[str, Any], list[FieldError]]:
        """The values that a new record would hold, and everything that keeps them from becoming one."""
        typed, faults = self._judge.captured(values)
        return typed, self._told(faults)

    def field_errors(self, values: Values, seen: Values | None = None) -> list[FieldError]:
        """What is wrong with each value by itself; absent values are not asked for, nor masked ones left as they were `seen`."""
        return self._told(self._judge.field_errors(values, seen))

    def answer_errors(self, values: Values) -> list[FieldError]:
        """What only a department's steps may say, or the declaring void."""
        return self._told(self._judge.answer_errors(values))

    def record_errors(self, values: Values, status: str) -> list[FieldError]:
        """What a whole record in this state still lacks or contradicts."""
        return self._told(self._judge.record_errors(values, status))

    def capture_errors(self, values: Values) -> list[FieldError]:
        """Everything that keeps these values from becoming a new record."""
        return self._told(self._judge.capture_errors(values))

    def command_errors(
        self, command: Values, status: str, values: Values, args: Values, reason: str | None
    ) -> list[FieldError]:
        """Everything but missing rights that keeps a life-cycle step from a record that holds `values`."""
        return self._told(self._judge.command_errors(command, status, values, args, reason))

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.definition)

    def _told(self, faults: Iterable[Mapping[str, str]]) -> list[FieldError]:
        sentences = [(fault, explain(_SENTENCES, self.definition, fault)) for fault in faults]
        return [FieldError(fault["code"], fault["field"], told["zh"], told["en"]) for fault, told in sentences]

    def masked(self, values: Values) -> dict[str, Any]:
        """The values as lobby staff and desks see them; unmasking needs a right and a reason (sync/masking.py)."""
        shown = dict(values)
        for code in self._masking.keys() & values.keys():
            shown[code] = self.shown(code, values[code], values)
        return shown

    def shown(self, code: str, value: Any, values: Values) -> Any:
        """One value as they see it, in a record that holds `values`."""
        masking = self._masking.get(code)
        return value if masking is None else masking.shown(value, values)

    def hides(self, code: str, values: Values) -> bool:
        """Whether this field is masked in a record that holds `values`."""
        masking = self._masking.get(code)
        return masking is not None and masking.hides(values)

    @cached_property
    def _masking(self) -> Mapping[str, FieldMask]:
        """The few fields that hide something, themselves or in a column."""
        masks = {meta["code"]: FieldMask(meta) for meta in self.definition["fields"]}
        return {code: mask for code, mask in masks.items() if mask}

    def confirms(self, role: str) -> bool:
        """Whether somebody in this role confirms at the desk what these records say was done."""
        if self.confirmed is None:
            return False
        steps = {each.code: each for each in self.life_cycle.commands}
        return role in steps[self.confirmed.steps[0]].roles

    def may_create(self, role: str, department: str | None) -> bool:
        """Whether somebody in this role, of this department, may make a new one; of departments it is the owner alone."""
        return role in self.capture_roles and (role != DEPARTMENT_AGENT or department == self.owner)

    def is_urgent(self, values: Values) -> bool:
        return self.emergency is not None or (self.urgent is not None and values.get(self.urgent[0]) == self.urgent[1])

    @property
    def department_field(self) -> str | None:
        return self.inbox.department_field if self.inbox else None

    @cached_property
    def keyed(self) -> frozenset[str]:
        """The fields by which its records are found again."""
        return frozenset(code for key in self.keys for code in key.fields)

    @property
    def may_link(self) -> bool:
        return bool(self._links)

    @cached_property
    def _links(self) -> Links:
        return Links(self.definition["fields"])

    def linked(self, values: Values) -> list[str]:
        """The records these values name (sync/links.py)."""
        return self._links.ids(values)

    def department(self, status: str, values: Values) -> str | None:
        """In whose inbox a record stands: the department it waits for, else the one whose step brought it here."""
        found = self._departments.get(status)
        field = self.department_field
        return values.get(field) if found == ADDRESSED and field is not None else found

    @cached_property
    def _departments(self) -> Mapping[str, str]:
        life_cycle = self.definition["life_cycle"]
        whose = {state["code"]: self._department_in(life_cycle, state["code"]) for state in life_cycle["states"]}
        return {status: found for status, found in whose.items() if found is not None}

    def _department_in(self, life_cycle: Mapping[str, Any], status: str) -> str | None:
        commands = life_cycle["commands"]
        brought = [each["department"] for each in commands if each["department"] and each["to"] == status]
        all_steps = list(dict.fromkeys(each["department"] for each in commands if each["department"]))
        only = all_steps if len(all_steps) == 1 else []
        addressed = [ADDRESSED] if self.inbox else []
        readers = [self.readers] if self.readers else []
        return next(iter([*readers, *awaits(life_cycle, status), *addressed, *brought, *only]), None)

    @cached_property
    def waiting_states(self) -> frozenset[str]:
        """The states from which a department takes the next step."""
        life_cycle = self.definition["life_cycle"]
        return frozenset(each["code"] for each in life_cycle["states"] if awaits(life_cycle, each["code"]))

    def due_at(self, status: str, values: Values) -> str | None:
        """The first moment something is due; of what is no longer waited for, when its department should have answered."""
        dues = dues_of(self.definition, status, values) if self._may_be_due else []
        return dues[0]["at"] if dues else values.get(self.inbox.due_field) if self.inbox else None

    def step_due_at(self, status: str, values: Values) -> str | None:
        """When the system itself takes a step, if nobody else has by then."""
        if not self._steps_by_itself:
            return None
        return next((due["at"] for due in dues_of(self.definition, status, values) if due["command"]), None)

    @cached_property
    def clocked_states(self) -> frozenset[str]:
        """The states in which something is due."""
        named = {state for due in self.dues for state in due.states}
        return frozenset(named | self.waiting_states if self.inbox else named)

    def approving_states(self, role: str) -> frozenset[str]:
        """Where a record waits for somebody in this role to approve it."""
        steps = (each for each in self.life_cycle.commands if each.bound and role in each.roles)
        return frozenset(state for step in steps for state in step.source)

    @cached_property
    def _may_be_due(self) -> bool:
        return bool(self.dues) or self.inbox is not None

    @cached_property
    def _steps_by_itself(self) -> bool:
        return any(due.command for due in self.dues)

    @cached_property
    def definition(self) -> Mapping[str, Any]:
        """The kind as the contract states it, worked out once; both halves of the engine judge by it."""
        return self.meta()

    @cached_property
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
            "fields": [each.meta() for each in self.fields],
            "groups": {name: list(codes) for name, codes in self.groups.items()},
            "rules": [rule.meta() for rule in self.rules],
            "life_cycle": self.life_cycle.meta(),
            "list": self.columns.meta(),
            "search": list(self.search),
            "quick": self.quick.meta() if self.quick else None,
            "starts": [start.meta() for start in self.starts],
            "documents": [document.meta() for document in self.documents],
            "inbox": asdict(self.inbox) if self.inbox else None,
            "derived": [derived.meta() for derived in self.derived],
            "duty": self.duty,
            "dues": [asdict(due) for due in self.dues],
            "keys": [asdict(key) for key in self.keys],
            "scheduled": asdict(self.scheduled) if self.scheduled else None,
            "customer_forms": [form.meta() for form in self.customer_forms],
            "public_links": [link.meta() for link in self.public_links],
            "spine": self.spine,
            "sealed": self.sealed,
            "readers": self.readers,
            "emergency": self.emergency,
            "owner": self.owner,
            "notice": asdict(self.notice) if self.notice else None,
            "approval": self.approval.meta() if self.approval else None,
            "confirmed": asdict(self.confirmed) if self.confirmed else None,
            "retention": asdict(self.retention),
            "operations": list(self.operations),
            "example": dict(self.example),
        }
