"""Cross-field rules as data, evaluated alike by tablet and server.

A rule is `{"code", "field", "when", "must"}`: where `when` holds (or is absent), `must` has to hold, or `field` carries the
error `code`. Expressions are JSON lists, the operator first:
`["present", f]` `["eq", f, v]` `["in", f, [v…]]` `["not", e]` `["and", e…]` `["or", e…]` `["lte", f, g]` (two fields, both
present or it holds) `["includes", f, v]` (a list field holds v) `["matches", f, pattern]` (a text, whole).
`f` is a field's code, or `status` for the record's own state.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Expression = Sequence[Any]
Values = Mapping[str, Any]


def holds(expression: Expression, values: Values) -> bool:
    operator, *arguments = expression
    return _OPERATORS[operator](arguments, values)


def check_rules(rules: Sequence[Mapping[str, Any]], values: Values) -> list[dict[str, str]]:
    """`[{"code", "field"}]` of every rule that the values break, in the rules' order."""
    return [{"code": rule["code"], "field": rule["field"]} for rule in rules if not _kept(rule, values)]


def _kept(rule: Mapping[str, Any], values: Values) -> bool:
    when = rule.get("when")
    return (when is not None and not holds(when, values)) or holds(rule["must"], values)


def fields_of(expression: Expression) -> set[str]:
    """Every field that an expression reads; definitions are checked with it."""
    operator, *arguments = expression
    if operator in ("not", "and", "or"):
        return set().union(*(fields_of(inner) for inner in arguments))
    return set(arguments) if operator == "lte" else {arguments[0]}


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
    if left is None or right is None:
        return True
    if isinstance(left, str) and isinstance(right, str):
        return left <= right
    return _is_number(left) and _is_number(right) and bool(left <= right)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _includes(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return isinstance(held, list) and any(_same(each, arguments[1]) for each in held)


def _matches(arguments: Sequence[Any], values: Values) -> bool:
    held = values.get(arguments[0])
    return isinstance(held, str) and re.fullmatch(arguments[1], held, re.ASCII) is not None


_OPERATORS: dict[str, Callable[[Sequence[Any], Values], bool]] = {
    "present": _present,
    "eq": _equal,
    "in": _among,
    "not": _not,
    "and": _and,
    "or": _or,
    "lte": _at_most,
    "includes": _includes,
    "matches": _matches,
}
