"""Three-way merge of a patch, field by field, in groups that never mix (sync/README.md, MUST-20 to MUST-25).

The base value is the patch's own `from`. It matches the current value if it equals it, or equals what the person was shown of
it (a masked value). Fields of a group are taken together or not at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]
Patch = Mapping[str, Mapping[str, Any]]
_UNCHANGED: Mapping[str, Any] = {"from": None, "to": None}


@dataclass(frozen=True)
class Merged:
    """`set` holds the values to write; `conflicts` holds `[base, mine, theirs]` by field."""

    set: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, list[Any]] = field(default_factory=dict)


def merge(patch: Patch, current: Values, shown: Values, group_of: Callable[[str], Iterable[str]]) -> Merged:
    """What becomes of `patch` on a record that now holds `current`, of which the person was shown `shown`."""
    merged = Merged()
    for group in dict.fromkeys(tuple(group_of(code)) for code in patch):
        _merge_group({code: patch.get(code, _UNCHANGED) for code in group}, current, shown, merged)
    return merged


def _merge_group(changes: Patch, current: Values, shown: Values, merged: Merged) -> None:
    mine = {code: change["to"] for code, change in changes.items() if not equal(change["from"], change["to"])}
    if not mine or all(equal(current.get(code), value) for code, value in mine.items()):
        return
    if all(_seen(change["from"], current.get(code), shown.get(code)) for code, change in changes.items()):
        merged.set.update(mine)
        return
    for code, change in changes.items():
        merged.conflicts[code] = [change["from"], change["to"], current.get(code)]


def _seen(base: Any, current: Any, shown: Any) -> bool:
    return equal(base, current) or equal(base, shown)


def equal(left: Any, right: Any) -> bool:
    """Equality of JSON values: true is not 1, and no other surprise of the language."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(equal(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(value, right[key]) for key, value in left.items())
    return bool(left == right)
