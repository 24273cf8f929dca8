"""What a reference set says, as it was in force when the record's event happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.services.derive_rules.asked import Asked, Given, Rule


def rule_version(given: Given, asked: Asked) -> str | None:
    """The version of `set` that the record was judged by."""
    return asked.rules.version(given["set"], asked.at, asked.about.view.branch_id)


def words_found(given: Given, asked: Asked) -> bool:
    """Whether one of the other arguments holds a word of `set`, or one of its aliases; letters count alike in any case."""
    texts = [str(value).casefold() for name, value in given.items() if name != "set" and value is not None]
    entries = asked.rules.entries(given["set"], asked.at, asked.about.view.branch_id)
    words = [word.casefold() for entry in entries for word in (entry.zh, *entry.aliases)]
    return any(word in text for text in texts for word in words)


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
