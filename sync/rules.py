"""Cross-field rules as data, evaluated alike by tablet and server.

A rule is `{"code", "field", "when", "must"}`: where `when` holds (or is absent), `must` has to hold, or `field` carries the
error `code`. Expressions are JSON lists, the operator first:
`["present", f]` `["eq", f, v]` `["in", f, [v…]]` `["not", e]` `["and", e…]` `["or", e…]` `["includes", f, v]` (a list field
holds v) `["matches", f, pattern]` (a text, whole) `["contains_any", f, [words]]` (a text) `["count_gte", f, n]` (a list field
of at least n). Two fields, which must both be present or it holds: `["lte", f, g]` `["lt", f, g]` `["differs", f, g]`.
A number against a constant, which must be present or it does not hold: `["gte", f, n]` `["atmost", f, n]`.
`["valid", f, format]` (a text that is such an identifier, or absent; sync/identifiers.py). `["some", rows, e]` and
`["every", rows, e]` ask `e` of the entries of a `rows` field; no entry is enough for `every`, and not for `some`.
`f` is a field's code, or `status` for the record's own state; inside an entry its columns stand before the record's fields.
A rule with `each`, a `rows` field, is asked of every entry; `field` is then a column, and the error's path `results.3.reason`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sync.identifiers import is_identifier

Expression = Sequence[Any]
Values = Mapping[str, Any]


def holds(expression: Expression, values: Values) -> bool:
    operator, *arguments = expression
    return _OPERATORS[operator](arguments, values)


def check_rules(rules: Sequence[Mapping[str, Any]], values: Values) -> list[dict[str, str]]:
    """`[{"code", "field"}]` of every rule that the values break, in the rules' order."""
    return [{"code": rule["code"], "field": field} for rule in rules for field in _broken(rule, values)]


def _broken(rule: Mapping[str, Any], values: Values) -> list[str]:
    each = rule.get("each")
    if not each:
        return [] if _kept(rule, values) else [rule["field"]]
    asked = [(at, {**values, **entry}) for at, entry in _entries(values, each)]
    return [f"{each}.{at}.{rule['field']}" for at, scope in asked if not _kept(rule, scope)]


def _entries(values: Values, field: str) -> list[tuple[int, Values]]:
    held = values.get(field)
    return [(at, entry) for at, entry in enumerate(held) if isinstance(entry, dict)] if isinstance(held, list) else []


def _kept(rule: Mapping[str, Any], values: Values) -> bool:
    when = rule.get("when")
    return (when is not None and not holds(when, values)) or holds(rule["must"], values)


def fields_of(expression: Expression) -> set[str]:
    """Every field and column that an expression reads; definitions are checked with it."""
    operator, *arguments = expression
    if operator in ("not", "and", "or"):
        return set().union(*(fields_of(inner) for inner in arguments))
    if operator in ("some", "every"):
        return {arguments[0], *fields_of(arguments[1])}
    return set(arguments) if operator in _TWO_FIELDS else {arguments[0]}


def _present(arguments: Sequence[Any], values: Values) -> bool:
    return values.get(arguments[0]) is not None


def _same(left: Any, right: Any) -> bool:
    """Equality of single values. Lists are never equal to anything, as in JavaScript; `includes` looks into them."""
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return False
    return left == right and isinstance(left, bool) == isinstance(right, bool)


def _equal(arguments: Sequence[Any], values: Values) -> bool:
    return _same(values.get(arguments[0]), arguments[1])


def _among(arguments: Sequence[Any], values: Values) -> bool:
    return any(_same(values.get(arguments[0]), choice) for choice in arguments[1])


def _not(arguments: Sequence[Any], values: Values) -> bool:
    return not holds(arguments[0], values)


def _and(arguments: Sequence[Any], values: Values) -> bool:
    return all(holds(inner, values) for inner in arguments)


def _or(arguments: Sequence[Any], values: Values) -> bool:
    return any(holds(inner, values) for inner in arguments)


def _at_most(arguments: Sequence[Any], values: Values) -> bool:
    left, right = values.get(arguments[0]), values.get(arguments[1])
    return left is None or right is None or (_comparable(left, right) and bool(left <= right))


def _less(arguments: Sequence[Any], values: Values) -> bool:
    left, right = values.get(arguments[0]), values.get(arguments[1])
    return left is None or right is None or (_comparable(left, right) and bool(left < right))


def _comparable(left: Any, right: Any) -> bool:
    return (isinstance(left, str) and isinstance(right, str)) or (_is_number(left) and _is_number(right))


def _differs(arguments: Sequence[Any], values: Values) -> bool:
    left, right = values.get(arguments[0]), values.get(arguments[1])
    return left is None or right is None or not _same(left, right)


def _from(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return _is_number(held) and bool(held >= arguments[1])


def _up_to(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return _is_number(held) and bool(held <= arguments[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _includes(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return isinstance(held, list) and any(_same(each, arguments[1]) for each in held)


def _matches(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return isinstance(held, str) and re.fullmatch(arguments[1], held, re.ASCII) is not None


def _contains_any(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return isinstance(held, str) and any(word in held for word in arguments[1])


def _count_from(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return bool((len(held) if isinstance(held, list) else 0) >= arguments[1])


def _valid(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return held is None or (isinstance(held, str) and is_identifier(arguments[1], held))


def _some(arguments: Sequence[Any], values: Values) -> bool:
    return any(holds(arguments[1], {**values, **entry}) for _at, entry in _entries(values, arguments[0]))


def _every(arguments: Sequence[Any], values: Values) -> bool:
    return all(holds(arguments[1], {**values, **entry}) for _at, entry in _entries(values, arguments[0]))


_TWO_FIELDS = ("lte", "lt", "differs")
_OPERATORS: dict[str, Callable[[Sequence[Any], Values], bool]] = {
    "present": _present,
    "eq": _equal,
    "in": _among,
    "not": _not,
    "and": _and,
    "or": _or,
    "lte": _at_most,
    "lt": _less,
    "differs": _differs,
    "gte": _from,
    "atmost": _up_to,
    "includes": _includes,
    "matches": _matches,
    "contains_any": _contains_any,
    "count_gte": _count_from,
    "valid": _valid,
    "some": _some,
    "every": _every,
}
OPERATORS = tuple(_OPERATORS)
