"""What of a set is in force on a day. Twin of pwa/src/reference/in_force.ts; in_force_vectors.json holds both to the same.

A set travels with everything it ever held and whatever is already decided for later, each with its days. So a tablet without a
network changes over by itself, at the midnight of the bank's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Item = Mapping[str, Any]


def in_force(items: Iterable[Item], day: str) -> list[Item]:
    """One item of each code on that day (YYYY-MM-DD), in the order of the set; after them those of codes that nothing covers
    any more, as they last were, `expired`. What is still to come is not there yet."""
    begun = [item for item in items if item["effective_from"] <= day]
    current = [item for item in begun if item["effective_to"] is None or day <= item["effective_to"]]
    known = {item["code"] for item in current}
    last: dict[str, Item] = {}
    for item in begun:
        code = item["code"]
        if code not in known and (code not in last or last[code]["effective_from"] < item["effective_from"]):
            last[code] = item
    return [*current, *({**item, "status": "expired"} for item in last.values())]
