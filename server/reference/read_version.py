"""One version of a set, as a file or an edition writes it, checked by the schema of its set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from typing import Any

from server.reference.model import Entry, Group, Version, overlap
from server.reference.schema import SETS

COMMON = ("code", "zh", "en", "aliases", "group", "status", "source", "house", "effective_from", "effective_to")


class ReferenceError(ValueError):
    """The reference data cannot be used as it is written."""


def read_version(name: str, content: Mapping[str, Any], edition: int = 0) -> Version:
    """`content` is what VersionSchema made of it, its `entries` still raw. Raises ValidationError with the place of what a
    field must not hold, and ReferenceError for what the entries say together."""
    groups = {group["code"]: Group(**group) for group in content["groups"]}
    loaded = SETS[name]().load(content["entries"], many=True)
    entries = tuple(_entry(each, content, groups) for each in loaded)
    twice = {one.code for one, other in combinations(entries, 2) if one.code == other.code and _overlap(one, other)}
    if twice:
        raise ReferenceError(f"codes given twice: {', '.join(sorted(twice))}")
    return Version(content["effective_from"], content["effective_to"], entries, edition)


def _entry(entry: Mapping[str, Any], version: Mapping[str, Any], groups: Mapping[str, Group]) -> Entry:
    if entry["group"] is not None and entry["group"] not in groups:
        raise ReferenceError(f"{entry['code']}: no group is called {entry['group']}")
    first, last = _days(entry, version)
    return Entry(
        code=entry["code"],
        zh=entry["zh"],
        en=entry["en"],
        aliases=tuple(entry["aliases"]),
        group=groups.get(entry["group"]) if entry["group"] is not None else None,
        status=entry.get("status", version["status"]),
        source=entry.get("source", version["source"]),
        house=entry.get("house", version["house"]),
        extras={key: value for key, value in entry.items() if key not in COMMON},
        effective_from=first,
        effective_to=last,
    )


def _days(entry: Mapping[str, Any], version: Mapping[str, Any]) -> tuple[date, date | None]:
    """The days an entry gives itself, else those of its version; one that never holds in its version is a mistake."""
    first = entry.get("effective_from", version["effective_from"])
    last = entry.get("effective_to", version["effective_to"])
    begins, ends = overlap((first, last), (version["effective_from"], version["effective_to"]))
    if ends is not None and ends < begins:
        raise ReferenceError(f"{entry['code']}: holds on no day of its version")
    return first, last


def _overlap(one: Entry, other: Entry) -> bool:
    return one.covers(other.effective_from) or other.covers(one.effective_from)
