"""How often what a record says was changed, so that whoever quotes it can say which version."""

from __future__ import annotations

from collections.abc import Mapping

from server.services.derive_rules.asked import BEFORE, Asked, Given, Rule


def version(given: Given, asked: Asked) -> int:
    """1 as it was captured, one more with every correction. Steps of its life are no new version."""
    before = given[BEFORE] or 0
    return before + 1 if asked.about.verb in ("create", "update") or before == 0 else before


RULES: Mapping[str, Rule] = {"version": version}
