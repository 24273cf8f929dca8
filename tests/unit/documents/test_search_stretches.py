"""Stretches of the documents: together they leave nothing out, newest first, and few of them cover many."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.domain.search_stretches import SHORTEST, Stretch, marks_of, stretches
from server.domain.search_words import searchable

NUMBERS = st.integers(0, 10**9)


def holds(stretch: Stretch, no: int) -> bool:
    return stretch.mark in marks_of("", no)


@given(NUMBERS, NUMBERS, st.data())
def test_every_number_lies_in_exactly_one_stretch(one: int, other: int, data: st.DataObject) -> None:
    after, before = sorted((one, other))
    found = list(stretches(after, before))
    if before - after > 1:
        no = data.draw(st.integers(after + 1, before - 1))
        assert [holds(each, no) for each in found].count(True) == 1
    else:
        assert found == []


@given(NUMBERS, NUMBERS)
def test_stretches_come_newest_first_without_gaps(one: int, other: int) -> None:
    found = list(stretches(*sorted((one, other))))
    bounds = [(each.place << each.level, (each.place + 1) << each.level) for each in found]
    assert all(newer[0] == older[1] for newer, older in pairwise(bounds))


@given(st.integers(1, 10**9))
def test_the_parts_of_a_stretch_are_the_same_numbers(no: int) -> None:
    stretch = next(each for each in stretches(0, no + 1) if holds(each, no))
    while parts := stretch.parts:
        assert [part.place << part.level for part in parts] == sorted(
            (part.place << part.level for part in parts), reverse=True
        )
        (stretch,) = [part for part in parts if holds(part, no)]
    assert stretch.level == SHORTEST
    assert stretch.place == no >> SHORTEST


def test_few_stretches_cover_a_hundred_million_documents() -> None:
    assert len(list(stretches(0, 100_000_000))) <= 50


def test_no_text_says_a_mark() -> None:
    assert all(searchable([mark]) != mark for mark in marks_of("018f", 4711))
