"""What looks like records made for the figure: many in a row, the same again, questionnaires filled in faster than one reads.

A sign is no finding. It is shown to whoever answers for the branch, with the records, so that somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Literal

from server.domain.kpi.contribution import Contribution
from server.domain.kpi.fact import Fact
from server.domain.moments import from_wire

Code = Literal["burst", "same", "hasty"]
SIGNS: dict[Code, tuple[str, str]] = {
    "burst": ("短时间内连续登记", "Registered in quick succession"),
    "same": ("内容相同的重复登记", "The same registered again"),
    "hasty": ("多份问卷填写过快", "Several questionnaires filled in very fast"),
}


@dataclass(frozen=True)
class Seen:
    """A counted record with the fact it was counted by."""

    fact: Fact
    contribution: Contribution

    @property
    def captured(self) -> str:
        """When it was registered, which for business is before it was completed."""
        return str(self.fact.said.get("received", self.fact.at))


@dataclass(frozen=True)
class Limits:
    """`series` records, each within `apart` of the one before; the same again within `again`."""

    series: int
    apart: timedelta
    again: timedelta


@dataclass(frozen=True)
class Sign:
    code: Code
    person: str
    records: tuple[str, ...]
    first_at: str
    last_at: str


def signs(seen: Iterable[Seen], limits: Limits) -> list[Sign]:
    """By person, in the order in which they happened."""
    found: list[Sign] = []
    ordered = sorted(
        seen, key=lambda each: (each.contribution.person, each.fact.kind, each.captured, each.fact.record_id)
    )
    for _, group in groupby(ordered, key=lambda each: (each.contribution.person, each.fact.kind)):
        own = list(group)
        found += [*_bursts(own, limits), *_repeated(own, limits), *_hasty(own, limits)]
    return sorted(found, key=lambda each: (each.first_at, each.code, each.person))


def _bursts(own: Sequence[Seen], limits: Limits) -> Iterator[Sign]:
    run: list[Seen] = []
    for each in own:
        if run and _apart(run[-1], each) > limits.apart:
            yield from _if_long("burst", run, limits.series)
            run = []
        run.append(each)
    yield from _if_long("burst", run, limits.series)


def _repeated(own: Sequence[Seen], limits: Limits) -> Iterator[Sign]:
    by_words: dict[str, list[Seen]] = {}
    for each in own:
        if isinstance(words := each.fact.said.get("same"), str):
            by_words.setdefault(words, []).append(each)
    for alike in by_words.values():
        close = [each for each in alike if any(each is not o and _apart(o, each) <= limits.again for o in alike)]
        yield from _if_long("same", close, 2)


def _hasty(own: Sequence[Seen], limits: Limits) -> Iterator[Sign]:
    yield from _if_long("hasty", [each for each in own if "hasty" in each.contribution.flags], limits.series)


def _if_long(code: Code, run: Sequence[Seen], least: int) -> Iterator[Sign]:
    if len(run) >= least:
        ids = tuple(each.fact.record_id for each in run)
        yield Sign(code, run[0].contribution.person, ids, run[0].captured, run[-1].captured)


def _apart(one: Seen, other: Seen) -> timedelta:
    return abs(from_wire(other.captured) - from_wire(one.captured))
