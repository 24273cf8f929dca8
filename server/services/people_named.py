"""The accounts a record names: the values of its fields, and of the columns of its entries, that refer to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PERSON = "user"


def people_named(fields: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> Iterator[str]:
    for meta in fields:
        value = values.get(meta["code"])
        several = value if isinstance(value, list) else [value]
        if meta.get("reference") == PERSON:
            yield from (each for each in several if isinstance(each, str))
        elif meta.get("columns"):
            for entry in several:
                yield from people_named(meta["columns"], entry) if isinstance(entry, Mapping) else ()
