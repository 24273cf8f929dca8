"""What follows from another record that this one names (sync/linked.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from server.services.derive_rules.asked import Asked, Given, Rule
from server.services.derive_rules.people import occasion
from sync import linked


def _rule(find: Callable[[linked.Named, Given, linked.Occasion], Any], unknown: Any = None) -> Rule:
    """`of` is the id of the other record. `unknown` is said of one that is named and not there."""

    def worked_out(given: Given, asked: Asked) -> Any:
        other_id = given["of"]
        if not isinstance(other_id, str):
            return None
        other = asked.about.view.record(other_id)
        if other is None:
            return unknown
        return find(linked.Named(other.status, other.payload), given, occasion(asked))

    return worked_out


RULES: Mapping[str, Rule] = {
    "linked_day_past": _rule(linked.day_past),
    "linked_stands_in": _rule(linked.stands_in, unknown=False),
    "linked_age_group": _rule(linked.age_group_of),
    "linked_surely_in_group": _rule(linked.surely_in_group),
}
