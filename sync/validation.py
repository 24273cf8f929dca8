"""Everything that keeps a record from being captured, corrected or taken a step further, as `[{"code", "field"}]`.

Joins fields.py, rules.py and lifecycle.py over one kind of the contract: `{"fields", "rules", "life_cycle"}`. Wrong values
come alone: what is missing or contradicts something is asked only when every value can stand by itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sync.fields import is_missing, normalise, validate_fields
from sync.lifecycle import VOIDED, Command, is_answer, missing, next_status, required_in, surplus
from sync.rules import check_rules

KindMeta = Mapping[str, Any]
Values = Mapping[str, Any]
Faults = list[dict[str, str]]


def normalised(kind: KindMeta, values: Values) -> dict[str, Any]:
    """The stored form of all values; what the kind does not know stays as it is, to be refused."""
    known = {meta["code"]: meta for meta in kind["fields"]}
    return {code: normalise(known[code], value) if code in known else value for code, value in values.items()}


def capture_errors(kind: KindMeta, values: Values) -> Faults:
    """What keeps these values from becoming a new record."""
    typed = {code: value for code, value in normalised(kind, values).items() if not is_missing(value)}
    wrong = validate_fields(kind, values) or answer_errors(kind, typed)
    return wrong or record_errors(kind, typed, kind["life_cycle"]["created"])


def answer_errors(kind: KindMeta, values: Values) -> Faults:
    """What a capture or a correction writes though only the addressed department's steps may say it."""
    return [{"code": "department_only", "field": code} for code in values if is_answer(kind["life_cycle"], code)]


def record_errors(kind: KindMeta, values: Values, status: str) -> Faults:
    """What a whole record in this state lacks or contradicts; `values` are normalised."""
    return _lacking(kind, values, status) + check_rules(_invariants(kind), {**values, "status": status})


def _lacking(kind: KindMeta, values: Values, status: str) -> Faults:
    always = [meta["code"] for meta in kind["fields"] if meta.get("required") and not meta.get("derived")]
    needed = dict.fromkeys([*always, *required_in(kind["life_cycle"], status)])
    return [{"code": "required", "field": field} for field in needed if is_missing(values.get(field))]


def command_errors(
    kind: KindMeta, command: Command, status: str, values: Values, args: Values, reason: str | None = None
) -> Faults:
    """What keeps a command from running on a record that holds `values`; rights are asked elsewhere (`refusal`)."""
    strange = [{"code": "unknown_field", "field": field} for field in surplus(command, args)]
    wrong = strange or validate_fields(kind, args, values)
    return wrong or _unready(kind, command, next_status(command, status), {**values, **normalised(kind, args)}, reason)


def _unready(kind: KindMeta, command: Command, status: str, values: Values, reason: str | None) -> Faults:
    needs = [_need(field) for field in missing(command, values, reason)]
    if status == VOIDED:  # a record can always be declared void, even one that a later rule would refuse
        return needs
    found = needs + [fault for fault in record_errors(kind, values, status) if fault not in needs]
    return found + check_rules(_guards(kind, command), {**values, "status": status})


def _need(field: str) -> dict[str, str]:
    return {"code": "reason_required" if field == "reason" else "required", "field": field}


def _invariants(kind: KindMeta) -> list[Mapping[str, Any]]:
    """The rules that hold always: all but those that only guard a command."""
    guarding = {code for command in kind["life_cycle"]["commands"] for code in command.get("guards", ())}
    return [rule for rule in kind["rules"] if rule["code"] not in guarding]


def _guards(kind: KindMeta, command: Command) -> list[Mapping[str, Any]]:
    return [rule for rule in kind["rules"] if rule["code"] in command.get("guards", ())]


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
