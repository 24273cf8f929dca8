"""The KPIs of a branch worked out from its records alone, beside what is kept: the two must agree to the last record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from server.domain.kpi import Changed, Kpi, tally_changes
from server.domain.kpi.counting import TallyKey
from server.domain.people import Branch
from server.services.count_kpis import CountKpis
from server.services.lock_kpis import is_intact
from server.services.ports import Transaction
from server.services.ports_kpis import Contributions, CountedRecords, Kept, Locks, Tallies
from server.services.ports_sync import Operations

EVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC))


class Branches(Protocol):
    def branches(self) -> list[Branch]: ...


@dataclass(frozen=True)
class Recounted:
    """`wrong` are the records whose contribution is not what it should be, `tallies` the sums that are off, `damaged` the
    locked versions (period, KPI, version) that are not what was hashed."""

    branch_id: str
    records: int
    wrong: Sequence[str]
    tallies: Sequence[TallyKey]
    damaged: Sequence[tuple[str, str, int]]

    @property
    def agrees(self) -> bool:
        return not self.wrong and not self.tallies and not self.damaged


@dataclass(frozen=True)
class RecountKpis:
    count: CountKpis
    records: CountedRecords
    contributions: Contributions
    tallies: Tallies
    locks: Locks
    operations: Operations
    branches: Branches
    transaction: Transaction

    def __call__(self) -> list[Recounted]:
        return [self.of_branch(branch.id) for branch in self.branches.branches()]

    def of_branch(self, branch_id: str, *, put_right: bool = False) -> Recounted:
        """Nothing is decided in the branch meanwhile. With `put_right` what is kept is written anew where it differs."""
        with self.transaction():
            self.operations.lock(branch_id)
            should, kept = self._recounted(branch_id), self._kept(branch_id)
            wrong = sorted({(each.kpi, each.fact.record_id) for each in _difference(should, kept)})
            sums = dict(tally_changes([], [(each.kpi, each.contribution) for each in should]))
            stored = self.tallies.all_tallies(branch_id)
            off = sorted(key for key in {*sums, *stored} if sums.get(key) != _unless_zero(stored.get(key)))
            if put_right and wrong:
                anew = [each for each in should if each.subject in set(wrong)]
                self.contributions.replace(branch_id, wrong, anew)
            if put_right and off:
                self.tallies.put_right(branch_id, sums)
            damaged = [
                (each.period, each.kpi, each.version) for each in self.locks.snapshots(branch_id) if not is_intact(each)
            ]
        return Recounted(branch_id, len({each.subject for each in should}), [name for _, name in wrong], off, damaged)

    def _recounted(self, branch_id: str) -> list[Kept]:
        house = self.count.house_of(branch_id)
        found: list[Kept] = []
        for kpi in self.count.kpis.values():
            records = (each for kind in kpi.kinds for each in self.records.happened(branch_id, kind, *EVER))
            facts = self.count.facts(house, records)
            found += self.count.judged({name: fact for name, fact in facts.items() if name[0] == kpi.code})
        return found

    def _kept(self, branch_id: str) -> list[Kept]:
        return [each for code in self.count.kpis for each in self.contributions.all_of(branch_id, code)]


def _difference(one: Iterable[Kept], other: Iterable[Kept]) -> list[Kept]:
    """What only one of the two has, told by the whole of what it says."""
    ours, theirs = Counter(map(repr, one)), Counter(map(repr, other))
    differs = {text for text in {*ours, *theirs} if ours[text] != theirs[text]}
    return [each for each in (*one, *other) if repr(each) in differs]


def _unless_zero(sums: Changed | None) -> Changed | None:
    return sums if sums is not None and any(sums) else None


def kinds_counted(kpis: Iterable[Kpi]) -> frozenset[str]:
    return frozenset(kind for kpi in kpis for kind in kpi.kinds)
