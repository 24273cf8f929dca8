"""What a reference set says, as it was in force when the record's event happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from server.reference import Entry
from server.services.derive_rules.asked import Asked, Given, Rule
from server.services.read_reference import Same
from sync.wording import Words

SETS_KEPT = 32  # read once for each day on which records happened, not for every record


def rule_version(given: Given, asked: Asked) -> str | None:
    """The version of `set` that the record was judged by."""
    return asked.version(given["set"])


def words_found(given: Given, asked: Asked) -> bool:
    """Whether one of the other arguments promises what a word of `set`, or one of its aliases, says (sync/wording.py)."""
    entries = asked.rules.entries(given["set"], asked.at, asked.about.view.branch_id)
    return bool(_words(Same(entries)).found(value for name, value in given.items() if name != "set"))


@lru_cache(maxsize=SETS_KEPT)
def _words(entries: Same[Sequence[Entry]]) -> Words:
    return Words({"zh": entry.zh, "aliases": entry.aliases} for entry in entries.thing)


def entries_expired(given: Given, asked: Asked) -> bool:
    """Whether `codes` names an entry of `set` that was not in force."""
    entries = asked.rules.entries(given["set"], asked.at, asked.about.view.branch_id)
    known = _standing(Same(entries))
    return any(code not in known for code in _several(given["codes"]))


@lru_cache(maxsize=SETS_KEPT)
def _standing(entries: Same[Sequence[Entry]]) -> frozenset[str]:
    return frozenset(entry.code for entry in entries.thing if entry.status != "expired")


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


RULES: Mapping[str, Rule] = {
    "rule_version": rule_version,
    "words_found": words_found,
    "entries_expired": entries_expired,
}
