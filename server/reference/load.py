"""Reads the YAML files of a folder into a checked catalogue. Whatever is wrong is said with its file and place."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from marshmallow import ValidationError

from server.reference.links import broken_links
from server.reference.model import Catalogue, ReferenceSet, Version
from server.reference.read_version import ReferenceError, read_version
from server.reference.schema import SETS, FileSchema

FOLDER = Path(__file__).parent


class _Loader(yaml.CSafeLoader):
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
        raw = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # a safe one, made stricter
        content = FileSchema().load(raw)
        if content["set"] != name:
            raise ReferenceError(f"calls itself {content['set']}")
        versions = tuple(read_version(name, each) for each in content["versions"])
        _refuse_overlaps(versions)
    except ValidationError as error:
        raise ReferenceError(f"{file.name}: {error.normalized_messages()}") from error
    except (ReferenceError, OSError, yaml.YAMLError) as error:
        raise ReferenceError(f"{file.name}: {error}") from error
    return ReferenceSet(name, versions)


def _refuse_overlaps(versions: tuple[Version, ...]) -> None:
    for earlier, later in pairwise(versions):
        if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
            raise ReferenceError(f"the version of {later.effective_from} begins before the one above it ends")
