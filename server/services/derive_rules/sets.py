"""What a reference set says, as it was in force when the record's event happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.services.derive_rules.asked import Asked, Given, Rule
from sync.wording import words_in


def rule_version(given: Given, asked: Asked) -> str | None:
    """The version of `set` that the record was judged by."""
    return asked.rules.version(given["set"], asked.at, asked.about.view.branch_id)


def words_found(given: Given, asked: Asked) -> bool:
    """Whether one of the other arguments promises what a word of `set`, or one of its aliases, says (sync/wording.py)."""
    entries = asked.rules.entries(given["set"], asked.at, asked.about.view.branch_id)
    words = [{"zh": entry.zh, "aliases": entry.aliases} for entry in entries]
    return bool(words_in([value for name, value in given.items() if name != "set"], words))


def entries_expired(given: Given, asked: Asked) -> bool:
    """Whether `codes` names an entry of `set` that was not in force."""
    entries = asked.rules.entries(given["set"], asked.at, asked.about.view.branch_id)
    known = {entry.code for entry in entries if entry.status != "expired"}
    return any(code not in known for code in _several(given["codes"]))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


RULES: Mapping[str, Rule] = {
    "rule_version": rule_version,
    "words_found": words_found,
    "entries_expired": entries_expired,
}
