"""Reference data as it travels: each set as canonical bytes that are named by their own hash.

The same data gives the same bytes everywhere, so every process and every tablet agrees on the names. A set holds every version
there was and is decided, each item with its days (in_force.py); only the calendar depends on the day it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from server.reference.model import Catalogue, Entry, Version, overlap
from server.reference.pinyin import full, initials
from server.reference.wire_calendar import calendar_items

UNCHECKED = {"zh": "（待核实，以最新公示为准）", "en": " (not yet verified; the published notice counts)"}
DAYS = ("effective_from", "effective_to")
# What an entry says inside, searched after its names and by its characters only.
SEARCHED = (
    "question",
    "items",
    "about",
    "first_action",
    "purpose",
    "number",
    "words",
    "measures",
    "definition",
    "basis",
)


@dataclass(frozen=True)
class CompiledSet:
    """`content` is the UTF-8 JSON of `{name, items}`; `hash` its SHA-256 in hex; `count` how many items it has."""

    name: str
    hash: str
    count: int
    content: bytes


def compile_on(catalogue: Catalogue, day: date) -> tuple[CompiledSet, ...]:
    """Every set as it is known on that day; what people look for most comes first (schema.SETS)."""
    return tuple(_compiled(name, _items(catalogue, name, day)) for name in catalogue.sets)


def version_of(sets: tuple[CompiledSet, ...]) -> str:
    """A name for all of them together."""
    return hashlib.sha256("".join(f"{each.name}:{each.hash}\n" for each in sets).encode()).hexdigest()


def compiled(name: str, items: list[dict[str, Any]]) -> CompiledSet:
    """A set that is made elsewhere than from the catalogue; its items get what they are found by."""
    return _compiled(name, [_finished(name, item) for item in items])


def _compiled(name: str, items: list[dict[str, Any]]) -> CompiledSet:
    text = json.dumps({"name": name, "items": items}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = text.encode()
    return CompiledSet(name, hashlib.sha256(content).hexdigest(), len(items), content)


def _items(catalogue: Catalogue, name: str, day: date) -> list[dict[str, Any]]:
    """In the order of the newest version; what only earlier ones have comes after."""
    chosen = catalogue.sets[name]
    periods = [_item(name, entry, version) for version in reversed(chosen.versions) for entry in version.entries]
    items = _joined(
        [item for item in periods if not item["effective_to"] or item["effective_from"] <= item["effective_to"]]
    )
    if name == "calendar":
        items += [_finished(name, item) for item in calendar_items(catalogue, day)]
    return items


def _joined(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What one version says as the next one does is one item over the days of both. Newest first, as they come."""
    joined: list[dict[str, Any]] = []
    newest: dict[str, dict[str, Any]] = {}
    for item in items:
        later = newest.get(item["code"])
        newest[item["code"]] = item
        if later is not None and _continues(item, later):
            later["effective_from"] = item["effective_from"]
            newest[item["code"]] = later
        else:
            joined.append(item)
    return joined


def _continues(item: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    ends = item["effective_to"]
    if ends is None or date.fromisoformat(ends) + timedelta(days=1) != date.fromisoformat(later["effective_from"]):
        return False
    return {**item, **dict.fromkeys(DAYS)} == {**later, **dict.fromkeys(DAYS)}


def _item(name: str, entry: Entry, version: Version) -> dict[str, Any]:
    first, last = overlap((entry.effective_from, entry.effective_to), (version.effective_from, version.effective_to))
    item = {
        "code": entry.code,
        "zh": entry.zh,
        "en": entry.en,
        "status": entry.status,
        "effective_from": first.isoformat(),
        "effective_to": last.isoformat() if last else None,
        "source": entry.source,
        "house": entry.house,
        **{key: _wire(value) for key, value in entry.extras.items() if key != "changed_days"},
    }
    if entry.aliases:
        item["aliases"] = list(entry.aliases)
    if entry.group:
        item |= {"group": entry.group.code, "group_zh": entry.group.zh, "group_en": entry.group.en}
    if "faq" in item:
        item["faq"] = [_faq(each, entry) for each in entry.extras["faq"]]
    return _finished(name, item, entry.aliases)


def _finished(name: str, item: dict[str, Any], aliases: tuple[str, ...] = ()) -> dict[str, Any]:
    return {**item, "set": name, "keys": keys(item, aliases)}


def keys(item: Mapping[str, Any], aliases: tuple[str, ...] = ()) -> str:
    """What an item is found by, a line a text, in the order in which a hit counts (pwa/src/reference/search.ts)."""
    names = [item["zh"], *aliases, *([item["group_zh"]] if "group_zh" in item else [])]
    lines = [item["code"], item["zh"], initials(item["zh"]), full(item["zh"]), item["en"]]
    for name in names[1:]:
        lines += [name, initials(name), full(name)]
    lines += [item.get("group_en", ""), item.get("category", ""), *_inside(item)]
    return "\n".join(dict.fromkeys(searchable(line) for line in lines if line))


def searchable(text: str) -> str:
    """The form both sides compare: compatibility forms resolved (Ⅱ is II), lower case, one line."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _inside(item: Mapping[str, Any]) -> Iterator[str]:
    for name in SEARCHED:
        value = item.get(name) or []
        yield from [value] if isinstance(value, str) else value
    for name in ("steps", "vetoes"):
        yield from (each["zh"] for each in item.get(name, []))
    yield from (each["q"] for each in item.get("faq", []))


def _faq(faq: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    """An unchecked answer says so in its own words: nobody reads it to a customer as a fact."""
    marks = UNCHECKED if faq["status"] == "draft" else {"zh": "", "en": ""}
    return {
        **faq,
        "a": faq["a"] + marks["zh"],
        "a_en": faq["a_en"] + marks["en"],
        "source": faq["source"] or entry.source,
    }


def _wire(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, time) else value
