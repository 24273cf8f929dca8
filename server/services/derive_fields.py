"""Fields that the server works out, by the rule that a kind names (`Derived` in server/records/contributions.py).

The rules stand in server/services/derive_rules/, by what they are about. An argument is the value of a field, or the constant
after `=`. A rule asks for figures and sets as they were in force when the record's event happened, never as they are now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.domain.moments import from_wire
from server.services.derive_rules import ALL, Asked, Turnaround
from server.services.derive_rules.asked import CodeOf, FiguresInForce, Screen, no_code, no_list
from sync.server.key_index import Key
from sync.server.policy import About

Values = Mapping[str, Any]
Declared = Sequence[Mapping[str, Any]]
CONSTANT = "="


class Derive(Protocol):
    def __call__(self, derived: Declared, values: Values, about: About, keys: Mapping[str, Key]) -> dict[str, Any]: ...


@dataclass(frozen=True)
class DeriveFields:
    """`derived` holds the declarations of a kind's contract: `{"field", "rule", "arguments"}`; `keys` are the record's own."""

    turnaround: Turnaround
    rules: FiguresInForce
    screen: Screen = no_list
    code_of: CodeOf = no_code

    def __call__(self, derived: Declared, values: Values, about: About, keys: Mapping[str, Key]) -> dict[str, Any]:
        at = from_wire(about.occurred_at)
        found: dict[str, Any] = {}
        known = dict(values)  # what a rule finds, those after it are asked about
        for each in derived:
            asked = Asked(each["field"], known, about, at, keys, self.turnaround, self.rules, self.screen, self.code_of)
            given = {name: _given(source, known) for name, source in each["arguments"].items()}
            found[each["field"]] = known[each["field"]] = ALL[each["rule"]](given, asked)
        return found


def _given(source: str, values: Values) -> Any:
    return source.removeprefix(CONSTANT) if source.startswith(CONSTANT) else values.get(source)
