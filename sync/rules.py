"""Cross-field rules as data, evaluated alike by tablet and server.

A rule is `{"code", "field", "when", "must"}`: where `when` holds (or is absent), `must` has to hold, or `field` carries the
error `code`. Expressions are JSON lists, the operator first:
`["present", f]` `["eq", f, v]` `["in", f, [v…]]` `["not", e]` `["and", e…]` `["or", e…]` `["includes", f, v]` (a list field
holds v) `["matches", f, pattern]` (a text, whole) `["contains_any", f, [words]]` (a text) `["count_gte", f, n]` (a list field
of at least n). Two fields, which must both be present or it holds: `["lte", f, g]` `["lt", f, g]` `["differs", f, g]`.
A number against a constant, which must be present or it does not hold: `["gte", f, n]` `["atmost", f, n]`.
`["valid", f, format]` (a text that is such an identifier, or absent; sync/identifiers.py). `["some", rows, e]` and
`["every", rows, e]` ask `e` of the entries of a `rows` field; no entry is enough for `every`, and not for `some`.
`["covers", rows, others, column]` (whatever `column` says in an entry of `others` it says in one of `rows`).
`f` is a field's code, or `status` for the record's own state; inside an entry its columns stand before the record's fields.
A rule with `each`, a `rows` field, is asked of every entry; `field` is then a column, and the error's path `results.3.reason`.

An expression is read once (`condition`): walking its lists again for every operation of a push costs more than the answer.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sync.identifiers import is_identifier

Expression = Sequence[Any]
Values = Mapping[str, Any]
Condition = Callable[[Values], bool]
STATUS = "status"


def condition(expression: Expression) -> Condition:
    """What tells of any values whether the expression holds."""
    operator, *arguments = expression
    return _OPERATORS[operator](*arguments) if operator not in _SEVERAL else _OPERATORS[operator](arguments)


def holds(expression: Expression, values: Values) -> bool:
    return condition(expression)(values)


class RuleBook:
    """Rules that were read, in their order."""

    def __init__(self, rules: Iterable[Mapping[str, Any]]) -> None:
        self._rules = [(rule["code"], _when(rule), _faulty_fields(rule)) for rule in rules]

    def broken(self, values: Values) -> list[dict[str, str]]:
        """`[{"code", "field"}]` of every rule that the values break."""
        return [{"code": code, "field": field} for code, _when, faulty in self._rules for field in faulty(values)]

    def in_state(self, status: str) -> "RuleBook":
        """Those that may apply to a record in this state."""
        found = RuleBook(())
        found._rules = [each for each in self._rules if each[1] is None or not _never_in(each[1], status)]
        return found


def check_rules(rules: Sequence[Mapping[str, Any]], values: Values) -> list[dict[str, str]]:
    return RuleBook(rules).broken(values)


def _faulty_fields(rule: Mapping[str, Any]) -> Callable[[Values], Sequence[str]]:
    """Where the values break the rule: its field, or the paths of its column in the entries that do."""
    when, must, field, each = rule.get("when"), condition(rule["must"]), rule["field"], rule.get("each")
    applies = condition(when) if when is not None else _always

    def in_record(values: Values) -> Sequence[str]:
        return (field,) if applies(values) and not must(values) else ()

    def in_entries(values: Values) -> Sequence[str]:
        return [f"{each}.{at}.{field}" for at, entry in _entries(values, each) if in_record({**values, **entry})]

    return in_entries if each else in_record


def _when(rule: Mapping[str, Any]) -> Expression | None:
    """What the record's state may answer; inside an entry a column may stand before it."""
    return None if rule.get("each") else rule.get("when")


def _never_in(expression: Expression, status: str) -> bool:
    """Whether the state alone tells that the expression does not hold; one it cannot tell of may hold."""
    operator, *arguments = expression
    if operator == "and":
        return any(_never_in(inner, status) for inner in arguments)
    if operator == "or":
        return all(_never_in(inner, status) for inner in arguments)
    return operator in ("eq", "in") and arguments[0] == STATUS and not holds(expression, {STATUS: status})


def _always(_values: Values) -> bool:
    return True


def _entries(values: Values, field: Any) -> list[tuple[int, Values]]:
    held = values.get(field)
    return [(at, entry) for at, entry in enumerate(held) if isinstance(entry, dict)] if isinstance(held, list) else []


def fields_of(expression: Expression) -> set[str]:
    """Every field and column that an expression reads; definitions are checked with it."""
    operator, *arguments = expression
    if operator in ("not", "and", "or"):
        return set().union(*(fields_of(inner) for inner in arguments))
    if operator in ("some", "every"):
        return {arguments[0], *fields_of(arguments[1])}
    if operator == "covers":
        return set(arguments)
    return set(arguments) if operator in _TWO_FIELDS else {arguments[0]}


def _present(field: str) -> Condition:
    return lambda values: values.get(field) is not None


def _same(left: Any, right: Any) -> bool:
    """Equality of single values. Lists are never equal to anything, as in JavaScript; `includes` looks into them."""
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return False
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _equal(field: str, wanted: Any) -> Condition:
    if isinstance(wanted, str):  # a text equals nothing but a text
        return lambda values: bool(values.get(field) == wanted)
    return lambda values: _same(values.get(field), wanted)


def _among(field: str, choices: Sequence[Any]) -> Condition:
    if all(isinstance(choice, str) for choice in choices):
        texts = frozenset(choices)
        return lambda values: isinstance(values.get(field), str) and values[field] in texts
    return lambda values: any(_same(values.get(field), choice) for choice in choices)


def _not(inner: Expression) -> Condition:
    holds_inside = condition(inner)
    return lambda values: not holds_inside(values)


def _and(inner: Sequence[Expression]) -> Condition:
    conditions = [condition(each) for each in inner]

    def judged(values: Values) -> bool:
        for each in conditions:  # noqa: SIM110  # a generator for every rule of every record costs more than what it asks
            if not each(values):
                return False
        return True

    return judged


def _or(inner: Sequence[Expression]) -> Condition:
    conditions = [condition(each) for each in inner]

    def judged(values: Values) -> bool:
        for each in conditions:  # noqa: SIM110  # as above
            if each(values):
                return True
        return False

    return judged


def _of_both(compare: Callable[[Any, Any], bool]) -> Callable[[str, str], Condition]:
    """Two fields; where one is absent there is nothing to compare, and it holds."""

    def compared(one: str, other: str) -> Condition:
        def judged(values: Values) -> bool:
            left, right = values.get(one), values.get(other)
            return left is None or right is None or compare(left, right)

        return judged

    return compared


def _at_most(left: Any, right: Any) -> bool:
    return _comparable(left, right) and bool(left <= right)


def _less(left: Any, right: Any) -> bool:
    return _comparable(left, right) and bool(left < right)


def _comparable(left: Any, right: Any) -> bool:
    return (isinstance(left, str) and isinstance(right, str)) or (_is_number(left) and _is_number(right))


def _other(left: Any, right: Any) -> bool:
    return not _same(left, right)


def _from(field: str, least: Any) -> Condition:
    return lambda values: _is_number(values.get(field)) and bool(values[field] >= least)


def _up_to(field: str, most: Any) -> Condition:
    return lambda values: _is_number(values.get(field)) and bool(values[field] <= most)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _includes(field: str, wanted: Any) -> Condition:
    def judged(values: Values) -> bool:
        held = values.get(field)
        return isinstance(held, list) and any(_same(each, wanted) for each in held)

    return judged


def _matches(field: str, pattern: str) -> Condition:
    whole = re.compile(pattern, re.ASCII).fullmatch
    return lambda values: isinstance(values.get(field), str) and whole(values[field]) is not None


def _contains_any(field: str, words: Sequence[str]) -> Condition:
    return lambda values: isinstance(values.get(field), str) and any(word in values[field] for word in words)


def _count_from(field: str, least: int) -> Condition:
    def judged(values: Values) -> bool:
        held = values.get(field)
        return bool((len(held) if isinstance(held, list) else 0) >= least)

    return judged


def _valid(field: str, format: str) -> Condition:
    def judged(values: Values) -> bool:
        held = values.get(field)
        return held is None or (isinstance(held, str) and is_identifier(format, held))

    return judged


def _some(rows: str, inner: Expression) -> Condition:
    holds_inside = condition(inner)
    return lambda values: any(holds_inside({**values, **entry}) for _at, entry in _entries(values, rows))


def _every(rows: str, inner: Expression) -> Condition:
    holds_inside = condition(inner)
    return lambda values: all(holds_inside({**values, **entry}) for _at, entry in _entries(values, rows))


def _covers(rows: str, others: str, column: str) -> Condition:
    def judged(values: Values) -> bool:
        said = [entry.get(column) for _at, entry in _entries(values, rows)]
        asked = [entry.get(column) for _at, entry in _entries(values, others)]
        return all(any(_same(each, one) for one in said) for each in asked)

    return judged


_SEVERAL = ("and", "or")
_TWO_FIELDS = ("lte", "lt", "differs")
_OPERATORS: dict[str, Callable[..., Condition]] = {
    "present": _present,
    "eq": _equal,
    "in": _among,
    "not": _not,
    "and": _and,
    "or": _or,
    "lte": _of_both(_at_most),
    "lt": _of_both(_less),
    "differs": _of_both(_other),
    "gte": _from,
    "atmost": _up_to,
    "includes": _includes,
    "matches": _matches,
    "contains_any": _contains_any,
    "count_gte": _count_from,
    "valid": _valid,
    "some": _some,
    "every": _every,
    "covers": _covers,
}
OPERATORS = tuple(_OPERATORS)
