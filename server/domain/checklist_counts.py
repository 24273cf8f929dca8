"""How many items of an inspection came out so."""

from __future__ import annotations

from collections.abc import Mapping


def items_with(results: object, result: str) -> int:
    """`results` is the `rows` value `[{"item", "result"}]`, or None before anything was checked."""
    entries = results if isinstance(results, list) else []
    return sum(1 for entry in entries if isinstance(entry, Mapping) and entry.get("result") == result)
