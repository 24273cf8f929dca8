"""What those who answer for branches keep an eye on, as the kinds declare it (`Watch`), counted for one branch or for many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar, Protocol

from server.domain.errors import DomainError
from server.domain.moments import bank_day, day_start, to_wire
from server.domain.people import Actor
from server.records import Kind
from server.records.contributions import Watch
from server.services.see_records import Filter

States = Mapping[str, frozenset[str]]
OVERDUE, APPROVALS = "overdue", "approvals"


class NoSuchWatch(DomainError):
    code: ClassVar[str] = "not_found"


@dataclass(frozen=True)
class Standing:
    """How many records of a kind stand in a state, and how many of them are past due."""

    branch_id: str
    kind: str
    status: str
    count: int
    late: int


class Counting(Protocol):
    """`states`: by kind, the states that count."""

    def clocked(self, branch_ids: Sequence[str], states: States, now: str) -> list[Standing]:
        """Of what has a time by which it is due."""
        ...

    def standing(self, branch_ids: Sequence[str], states: States, now: str) -> list[Standing]:
        """Whether due at a time or not."""
        ...

    def happened(self, branch_ids: Sequence[str], states: States, first: str, last: str) -> list[Standing]:
        """Of what happened from `first` on and before `last`."""
        ...


@dataclass(frozen=True)
class Watched:
    """One count; `late` is part of it. `kind` is None for what all kinds together make."""

    code: str
    kind: str | None
    zh: str
    en: str
    count: int
    late: int
    today: bool = False
    of_day: bool = False


@dataclass(frozen=True)
class WatchBranches:
    kinds: Mapping[str, Kind]
    store: Counting

    def __call__(
        self, branch_ids: Sequence[str], kinds: Iterable[str], now: datetime, day: date | None = None
    ) -> dict[str, list[Watched]]:
        """By branch, every watch of these kinds, and first what is overdue of all of them. `day` is another day to count the
        watches of a day by than today, and to name them for."""
        wanted = frozenset(kinds)
        seen = {code: kind for code, kind in self.kinds.items() if code in wanted}
        watches = [(kind, watch) for kind in seen.values() for watch in kind.watches]
        counts = self._counted(branch_ids, seen, watches, now, day_bounds(day or bank_day(now)))
        named = watches if day is None else [(kind, _of_that_day(watch)) for kind, watch in watches]
        return {branch_id: _of_branch(branch_id, named, counts) for branch_id in branch_ids}

    def table(
        self, branch_ids: Sequence[str], kinds: Iterable[str], now: datetime
    ) -> tuple[list[Watched], list[Figures]]:
        """The same as a table: what each column counts (its own figures are none), and a row of figures for each branch."""
        wanted = frozenset(kinds)
        seen = {code: kind for code, kind in self.kinds.items() if code in wanted}
        watches = [(kind, watch) for kind in seen.values() for watch in kind.watches]
        counts = self._counted(branch_ids, seen, watches, now, day_bounds(bank_day(now)))
        columns = _of_branch("", watches, Counts({}, {}, {}, {}))
        asked = [(counts.source(kind, watch), kind.code, watch.states) for kind, watch in watches]
        return columns, [[_late_of(counts, each), *(_figure(each, *column) for column in asked)] for each in branch_ids]

    def _counted(
        self,
        branch_ids: Sequence[str],
        seen: Mapping[str, Kind],
        watches: Sequence[tuple[Kind, Watch]],
        now: datetime,
        day: tuple[str, str],
    ) -> Counts:
        at = to_wire(now)
        clocked = {code: kind.clocked_states for code, kind in seen.items() if kind.clocked_states}
        open_ones = [(kind, watch) for kind, watch in watches if not watch.today]
        unclocked = [(kind, watch) for kind, watch in open_ones if not kind.clocked_states.issuperset(watch.states)]
        today = [(kind, watch) for kind, watch in watches if watch.today]
        due = self.store.clocked(branch_ids, clocked, at)
        return Counts(
            clocked=_placed(due),
            unclocked=_placed(self.store.standing(branch_ids, _states(unclocked), at)),
            today=_placed(self.store.happened(branch_ids, _states(today), *day)),
            late=_late(due),
        )

    def filtered(self, actor: Actor, wanted: Filter, watch: str, now: datetime) -> Filter:
        """The list behind a count: the filter narrowed to what the count counted."""
        if watch == OVERDUE:
            states = frozenset((code, state) for code, kind in self.kinds.items() for state in kind.clocked_states)
            return replace(wanted, waiting=states, due_before=to_wire(now))
        if watch == APPROVALS:
            return replace(wanted, waiting=self.to_approve(actor.active_role))
        kind, found = self.named(watch)
        states = frozenset((kind.code, state) for state in found.states)
        if not found.today:
            return replace(wanted, waiting=states)
        first, last = (wanted.first, wanted.last) if wanted.first and wanted.last else day_bounds(bank_day(now))
        return replace(wanted, waiting=states, first=first, last=last)

    def named(self, watch: str) -> tuple[Kind, Watch]:
        """By `<kind>.<watch>`; raises NoSuchWatch."""
        code, _, name = watch.partition(".")
        for found in self.kinds[code].watches if code in self.kinds else ():
            if found.code == name:
                return self.kinds[code], found
        raise NoSuchWatch

    def to_approve(self, role: str) -> frozenset[tuple[str, str]]:
        """The kinds and states that wait for somebody in this role to approve."""
        return frozenset((code, state) for code, kind in self.kinds.items() for state in kind.approving_states(role))


Place = tuple[str, str, str]
# How many, and how many of them are late.
Figure = tuple[int, int]
Figures = list[Figure]


@dataclass(frozen=True)
class Counts:
    """What the store counted, found by branch, kind and state."""

    clocked: Mapping[Place, Standing]
    unclocked: Mapping[Place, Standing]
    today: Mapping[Place, Standing]
    late: Mapping[str, int]

    def of(self, branch_id: str, kind: Kind, watch: Watch) -> Figure:
        return _figure(branch_id, self.source(kind, watch), kind.code, watch.states)

    def source(self, kind: Kind, watch: Watch) -> Mapping[Place, Standing]:
        clocked = kind.clocked_states.issuperset(watch.states)
        return self.today if watch.today else self.clocked if clocked else self.unclocked


def _figure(branch_id: str, source: Mapping[Place, Standing], kind: str, states: Iterable[str]) -> Figure:
    count = late = 0
    for state in states:
        found = source.get((branch_id, kind, state))
        if found is not None:
            count, late = count + found.count, late + found.late
    return count, late


def _late_of(counts: Counts, branch_id: str) -> Figure:
    late = counts.late.get(branch_id, 0)
    return late, late


def _placed(found: Iterable[Standing]) -> dict[Place, Standing]:
    return {(each.branch_id, each.kind, each.status): each for each in found}


def _late(found: Iterable[Standing]) -> dict[str, int]:
    late: dict[str, int] = {}
    for each in found:
        late[each.branch_id] = late.get(each.branch_id, 0) + each.late
    return late


def day_bounds(day: date) -> tuple[str, str]:
    """That day of the bank as wire moments; the end lies outside."""
    start = day_start(day)
    return to_wire(start), to_wire(start + timedelta(days=1))


def _of_branch(branch_id: str, watches: Sequence[tuple[Kind, Watch]], counts: Counts) -> list[Watched]:
    late = counts.late.get(branch_id, 0)
    found = [Watched(OVERDUE, None, "逾期事项", "Overdue", late, late)]
    for kind, watch in watches:
        count, overdue = counts.of(branch_id, kind, watch)
        found.append(
            Watched(watch.code, kind.code, watch.zh, watch.en, count, overdue, today=watch.today, of_day=watch.of_day)
        )
    return found


def _of_that_day(watch: Watch) -> Watch:
    """The same, in words that hold on whatever day they are read."""
    return replace(watch, zh=watch.zh_of_day or watch.zh, en=watch.en_of_day or watch.en)


def _states(watches: Sequence[tuple[Kind, Watch]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, watch in watches:
        found[kind.code] = found.get(kind.code, frozenset()) | frozenset(watch.states)
    return found
