"""Reads the YAML files of a folder into a checked catalogue. Whatever is wrong is said with its file and place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from marshmallow import ValidationError

from server.reference.links import broken_links
from server.reference.model import Catalogue, Entry, Group, ReferenceSet, Version
from server.reference.schema import SETS, EntrySchema, FileSchema

FOLDER = Path(__file__).parent
COMMON = ("code", "zh", "en", "aliases", "group", "status", "source", "house")


class ReferenceError(ValueError):
    """The reference data cannot be used as it is written."""


class _Loader(yaml.SafeLoader):
    """A key written twice is a mistake that YAML would pass over: the second value would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _value in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise ReferenceError(f"line {node.start_mark.line + 1}: written twice: {', '.join(sorted(twice))}")
        return super().construct_mapping(node, deep)


def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Every set of `SETS` from its file. Raises ReferenceError naming the file, and everything wrong in it."""
    catalogue = Catalogue({name: _load_set(folder / f"{name}.yaml", name) for name in SETS})
    broken = [text for day in catalogue.days_of_change() for text in broken_links(catalogue, day)]
    if broken:
        raise ReferenceError("; ".join(dict.fromkeys(broken)))
    return catalogue


def _load_set(file: Path, name: str) -> ReferenceSet:
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # a SafeLoader, made stricter
        content = FileSchema().load(raw)
        if content["set"] != name:
            raise ReferenceError(f"calls itself {content['set']}")
        versions = tuple(_version(each, SETS[name]()) for each in content["versions"])
        _refuse_overlaps(versions)
    except ValidationError as error:
        raise ReferenceError(f"{file.name}: {error.normalized_messages()}") from error
    except (ReferenceError, OSError, yaml.YAMLError) as error:
        raise ReferenceError(f"{file.name}: {error}") from error
    return ReferenceSet(name, versions)


def _version(content: Mapping[str, Any], schema: EntrySchema) -> Version:
    groups = {group["code"]: Group(**group) for group in content["groups"]}
    entries = tuple(_entry(each, content, groups) for each in schema.load(content["entries"], many=True))
    seen = [entry.code for entry in entries]
    twice = {code for code in seen if seen.count(code) > 1}
    if twice:
        raise ReferenceError(f"codes given twice: {', '.join(sorted(twice))}")
    return Version(content["effective_from"], content["effective_to"], entries)


def _entry(entry: Mapping[str, Any], version: Mapping[str, Any], groups: Mapping[str, Group]) -> Entry:
    if entry["group"] is not None and entry["group"] not in groups:
        raise ReferenceError(f"{entry['code']}: no group is called {entry['group']}")
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
    )


def _refuse_overlaps(versions: tuple[Version, ...]) -> None:
    for earlier, later in pairwise(versions):
        if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
            raise ReferenceError(f"the version of {later.effective_from} begins before the one above it ends")
