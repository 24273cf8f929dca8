"""Fields that the server works out, by the rule that a kind names (`Derived` in server/records/contributions.py).

The rules stand in server/services/derive_rules/, by what they are about. An argument is the value of a field, or the constant
after `=`. A rule asks for figures and sets as they were in force when the record's event happened, never as they are now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.domain.moments import from_wire
from server.records.contributions import Derived
from server.services.derive_rules import ALL, Asked, Turnaround
from server.services.derive_rules.asked import BEFORE, CodeOf, FiguresInForce, Screen, no_code, no_list
from sync.server.key_index import Key
from sync.server.policy import About

Values = Mapping[str, Any]
Declared = Sequence[Derived]


class Derive(Protocol):
    def __call__(self, derived: Declared, values: Values, about: About, keys: Mapping[str, Key]) -> dict[str, Any]: ...


@dataclass(frozen=True)
class DeriveFields:
    """`derived` are the declarations of a kind; `keys` are the record's own."""

    turnaround: Turnaround
    rules: FiguresInForce
    screen: Screen = no_list
    code_of: CodeOf = no_code

    def __call__(self, derived: Declared, values: Values, about: About, keys: Mapping[str, Key]) -> dict[str, Any]:
        at = from_wire(about.occurred_at)
        found: dict[str, Any] = {}
        known = dict(values)  # what a rule finds, those after it are asked about
        asked = Asked(known, about, at, keys, self.turnaround, self.rules, self.screen, self.code_of)
        for each in derived:
            given = {**each.constants, BEFORE: known.get(each.field)}
            for name, source in each.sources:
                given[name] = known.get(source)
            found[each.field] = known[each.field] = ALL[each.rule](given, asked)
        return found
