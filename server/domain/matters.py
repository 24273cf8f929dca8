"""What customers raised, each matter once (domain.md §4, K3): opinions that repeat one another, and the complaint that was made of
an opinion, are one matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Why = Literal["void", "repeated", "earlier"]


@dataclass(frozen=True)
class Voice:
    """One opinion or complaint. `same_as` names the one it repeats or was made of; `told_before` that this one lies outside of
    what is looked at and still stands."""

    id: str
    at: str
    void: bool
    complaint: bool
    same_as: str | None = None
    told_before: bool = False


@dataclass(frozen=True)
class Counted:
    """The ids of those that count, and why each of the others does not, both in the order given."""

    counting: tuple[str, ...]
    excluded: tuple[tuple[str, Why], ...]


def count_matters(voices: Sequence[Voice]) -> Counted:
    """Of one matter the voice that repeats no other counts, and of several such the earliest."""
    standing = {each.id: each for each in voices if not each.void}
    matter = _matters(standing)
    chosen = {min(found, key=_rank).id for found in _grouped(standing, matter).values()}
    earlier = {matter[each.id] for each in standing.values() if each.told_before}
    why: dict[str, Why | None] = {}
    for each in voices:
        if each.void:
            why[each.id] = "void"
        elif matter[each.id] in earlier:
            why[each.id] = "earlier"
        else:
            why[each.id] = None if each.id in chosen else "repeated"
    return Counted(
        tuple(each.id for each in voices if why[each.id] is None),
        tuple((each.id, reason) for each in voices if (reason := why[each.id]) is not None),
    )


def _matters(standing: Mapping[str, Voice]) -> dict[str, str]:
    """By each id the id that stands for its matter."""
    parent = {id: id for id in standing}

    def root(id: str) -> str:
        while parent[id] != id:
            id = parent[id]
        return id

    for each in standing.values():
        if each.same_as in parent:
            one, other = sorted((root(each.id), root(str(each.same_as))))
            parent[other] = one
    return {id: root(id) for id in standing}


def _grouped(standing: Mapping[str, Voice], matter: Mapping[str, str]) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = {}
    for each in standing.values():
        found.setdefault(matter[each.id], []).append(each)
    return found


def _rank(voice: Voice) -> tuple[bool, str, str]:
    return voice.same_as is not None, voice.at, voice.id
