"""Stretches of numbered documents, written into the index of pieces beside what each says (search_words.py): an index that
gives what it finds in no order is asked stretch by stretch, newest first, and never gives all that say a common word.

A stretch of one level is eight of the level below. Their marks hold a sign no piece of a text has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SHORTEST, STEP, LONGEST = 9, 3, 27
"""As powers of two: 512 documents, then eight times as many, up to a hundred million."""


class Stretch(NamedTuple):
    """The numbers that begin with `place`, but for their last `level` bits."""

    level: int
    place: int

    @property
    def mark(self) -> str:
        return f"_{self.level}_{self.place}"

    @property
    def parts(self) -> list[Stretch]:
        """The same in smaller ones, newest first; none of the shortest."""
        if self.level == SHORTEST:
            return []
        return list(_newest_first(self.level - STEP, self.place << STEP, (self.place + 1 << STEP) - 1))


def marks_of(branch_id: str, no: int) -> list[str]:
    """Of one document: its branch, and the stretches it lies in."""
    return [branch_mark(branch_id), *(Stretch(level, no >> level).mark for level in range(SHORTEST, LONGEST + 1, STEP))]


def branch_mark(branch_id: str) -> str:
    return "_" + branch_id.replace("-", "")


def stretches(after: int, before: int) -> Iterator[Stretch]:
    """Every number between the two, and some at the ends: newest first, and the older the longer."""
    level, place = SHORTEST, (before - 1) >> SHORTEST
    while before - after > 1:
        oldest = (after + 1) >> level
        begin = 0 if level == LONGEST else place >> STEP << STEP
        yield from _newest_first(level, max(begin, oldest), place)
        if begin <= oldest:
            return
        level, place = level + STEP, (begin >> STEP) - 1


def _newest_first(level: int, first: int, last: int) -> Iterator[Stretch]:
    return (Stretch(level, place) for place in range(last, first - 1, -1))
