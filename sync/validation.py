"""Everything that keeps a record from being captured, corrected or taken a step further, as `[{"code", "field"}]`.

Joins fields.py, rules.py and lifecycle.py over one kind of the contract: `{"fields", "rules", "life_cycle"}`. Wrong values
come alone: what is missing or contradicts something is asked only when every value can stand by itself.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sync.fields import FieldJudges, is_missing
from sync.lifecycle import VOIDED, Command, kept_for, missing, next_status, required_in, surplus
from sync.rules import RuleBook

KindMeta = Mapping[str, Any]
Values = Mapping[str, Any]
Faults = list[dict[str, str]]


class Judge:
    """One kind, read once and asked about every operation on its records."""

    def __init__(self, kind: KindMeta) -> None:
        self._life_cycle = kind["life_cycle"]
        self._rules = kind["rules"]
        self._fields = FieldJudges(kind["fields"])
        self._always = [code for code, field in self._fields.by_code.items() if field.required]
        self._needed: dict[str, list[str]] = {}
        self._holding: dict[str, RuleBook] = {}
        self._guards: dict[tuple[str, ...], RuleBook] = {}

    def normalised(self, values: Values) -> dict[str, Any]:
        """The stored form of all values; what the kind does not know stays as it is, to be refused."""
        return self._fields.normalised(values)

    def captured(self, values: Values) -> tuple[dict[str, Any], Faults]:
        """The values that a new record would hold, and what keeps them from becoming one."""
        typed = {code: value for code, value in self.normalised(values).items() if not is_missing(value)}
        return typed, self._of_capture(typed, typed)

    def capture_errors(self, values: Values) -> Faults:
        """What keeps these values from becoming a new record; a value that says nothing is judged as well."""
        normal = self.normalised(values)
        return self._of_capture(normal, {code: value for code, value in normal.items() if not is_missing(value)})

    def _of_capture(self, said: Values, typed: Values) -> Faults:
        wrong = self._fields.faults(said) or self.answer_errors(typed)
        return wrong or self.record_errors(typed, self._life_cycle["created"])

    def field_errors(self, values: Values, seen: Values | None = None) -> Faults:
        """What is wrong with each value by itself. What equals the text that was `seen` is left alone: a masked value somebody
        did not touch has the shape of none of the patterns."""
        touched = (
            {code: value for code, value in values.items() if not _same_text(value, seen.get(code))} if seen else values
        )
        return self._fields.faults(self.normalised(touched))

    def answer_errors(self, values: Values) -> Faults:
        """What a capture or a correction writes though only a department's steps may say it, or the declaring void."""
        return [{"code": self._kept[code], "field": code} for code in values if code in self._kept]

    def record_errors(self, values: Values, status: str) -> Faults:
        """What a whole record in this state lacks or contradicts; `values` are normalised."""
        lacking = [field for field in self._needed_in(status) if is_missing(values.get(field))]
        broken = self._rules_in(status).broken({**values, "status": status})
        return [{"code": "required", "field": field} for field in lacking] + broken

    def command_errors(
        self, command: Command, status: str, values: Values, args: Values, reason: str | None = None
    ) -> Faults:
        """What keeps a command from running on a record that holds `values`; rights are asked elsewhere (`refusal`)."""
        strange = [{"code": "unknown_field", "field": field} for field in surplus(command, args)]
        wrong = strange or self.field_errors(args, values)
        return wrong or self._unready(
            command, next_status(command, status), {**values, **self.normalised(args)}, reason
        )

    def _unready(self, command: Command, status: str, values: Values, reason: str | None) -> Faults:
        needs = [_need(field) for field in missing(command, values, reason)]
        if status == VOIDED:  # a record can always be declared void, even one that a later rule would refuse
            return needs
        found = needs + [fault for fault in self.record_errors(values, status) if fault not in needs]
        return found + self._guarding(command).broken({**values, "status": status})

    def _rules_in(self, status: str) -> RuleBook:
        if status not in self._holding:
            self._holding[status] = self._invariants.in_state(status)
        return self._holding[status]

    def _needed_in(self, status: str) -> list[str]:
        if status not in self._needed:
            self._needed[status] = list(dict.fromkeys([*self._always, *required_in(self._life_cycle, status)]))
        return self._needed[status]

    @cached_property
    def _kept(self) -> Mapping[str, str]:
        fields = {field for command in self._life_cycle["commands"] for field in command["args"]}
        kept = {field: kept_for(self._life_cycle, field) for field in fields}
        return {field: code for field, code in kept.items() if code is not None}

    @cached_property
    def _invariants(self) -> RuleBook:
        """The rules that hold always: all but those that only guard a command."""
        guarding = {code for command in self._life_cycle["commands"] for code in command.get("guards", ())}
        return RuleBook(rule for rule in self._rules if rule["code"] not in guarding)

    def _guarding(self, command: Command) -> RuleBook:
        named = tuple(command.get("guards", ()))
        if named not in self._guards:
            self._guards[named] = RuleBook(rule for rule in self._rules if rule["code"] in named)
        return self._guards[named]


def _same_text(value: Any, seen: Any) -> bool:
    return isinstance(value, str) and value == seen


def _need(field: str) -> dict[str, str]:
    return {"code": "reason_required" if field == "reason" else "required", "field": field}


def normalised(kind: KindMeta, values: Values) -> dict[str, Any]:
    return Judge(kind).normalised(values)


def capture_errors(kind: KindMeta, values: Values) -> Faults:
    return Judge(kind).capture_errors(values)


def record_errors(kind: KindMeta, values: Values, status: str) -> Faults:
    return Judge(kind).record_errors(values, status)


def command_errors(
    kind: KindMeta, command: Command, status: str, values: Values, args: Values, reason: str | None = None
) -> Faults:
    return Judge(kind).command_errors(command, status, values, args, reason)


def explain(messages: Mapping[str, Mapping[str, str]], kind: KindMeta, fault: Mapping[str, str]) -> dict[str, str]:
    """The sentence for a fault in both languages: the rule's own, or the one of its code with the field's name and bounds.
    A fault inside an entry says which."""
    rule = _first(kind["rules"], fault["code"])
    place = _Place(kind, fault["field"])
    if rule is not None:
        return {"zh": place.before["zh"] + rule["zh"], "en": place.before["en"] + rule["en"]}
    told = messages[fault["code"]]
    return {language: _filled(told[language], place.field, place.label[language]) for language in ("zh", "en")}


class _Place:
    """What a fault's path points at: `results`, `results.3` or `results.3.reason`; rows are counted from 1 for people."""

    def __init__(self, kind: KindMeta, path: str) -> None:
        code, _, inner = path.partition(".")
        at, _, name = inner.partition(".")
        whole: Mapping[str, Any] = _first(kind["fields"], code) or {"zh": code, "en": code}
        column = _first(whole.get("columns", ()), name)
        self.field: Mapping[str, Any] = column or whole
        self.label = {"zh": str(whole["zh"]), "en": str(whole["en"])}
        self.before = {"zh": "", "en": ""}
        if at.isdecimal():
            row = int(at) + 1
            zh, en = f"{whole['zh']}第 {row} 行", f"row {row} of {whole['en']}"
            self.label = (
                {"zh": f"{zh}的{column['zh']}", "en": f"{column['en']} in {en}"} if column else {"zh": zh, "en": en}
            )
            self.before = {"zh": f"{zh}：", "en": f"{en[0].upper()}{en[1:]}: "}


def _first(entries: Sequence[Mapping[str, Any]], code: str) -> Mapping[str, Any] | None:
    return next((entry for entry in entries if entry["code"] == code), None)


def _filled(sentence: str, field: Mapping[str, Any], label: str) -> str:
    for bound in ("min", "max"):
        sentence = sentence.replace(f"{{{bound}}}", str("—" if field.get(bound) is None else field[bound]))
    return sentence.replace("{label}", label)
