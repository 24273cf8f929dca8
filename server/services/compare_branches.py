"""The KPIs of many branches side by side: one look at the sums of all branches as wholes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from server.domain.kpi import Kpi, Setting
from server.domain.kpi.counting import BRANCH
from server.domain.people import Branch
from server.domain.periods import Period
from server.services.ports_kpis import Lock, Locks, Tallies
from server.services.read_kpis import House, Standing, standing

Sums = dict[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True)
class BranchStanding:
    branch: Branch
    lock: Lock | None
    kpis: Sequence[tuple[Kpi, Standing]]


@dataclass(frozen=True)
class CompareBranches:
    """`same_house` gives the same for branches whose settings are the same, so that these are looked up once."""

    kpis: Mapping[str, Kpi]
    tallies: Tallies
    locks: Locks
    house_of: House
    same_house: Callable[[str], object]
    branches: Callable[[], Sequence[Branch]]

    def __call__(self, asked: Period, now: datetime) -> list[BranchStanding]:
        branches, locks = self.branches(), self.locks.states(asked.code)
        settings = {each.id: self._setting(each.id) for each in branches}
        settings = _shared(settings, self.same_house)
        wanted: dict[str, set[str]] = {}
        for setting in set(settings.values()):
            for kpi in self.kpis.values():
                for month, measures in kpi.needed(asked, setting).items():
                    wanted.setdefault(month, set()).update(measures)
        sums: dict[str, Sums] = {}
        for branch_id, month, measure, numerator, denominator in self.tallies.of_branches(wanted):
            sums.setdefault(branch_id, {})[month, measure] = (numerator, denominator)
        return [
            BranchStanding(
                each, locks.get(each.id), self._standings(asked, sums.get(each.id, {}), settings[each.id], now)
            )
            for each in branches
        ]

    def _setting(self, branch_id: str) -> Setting:
        return cache(self.house_of(branch_id).setting_of)

    def _standings(self, asked: Period, sums: Sums, setting: Setting, now: datetime) -> list[tuple[Kpi, Standing]]:
        found = []
        for kpi in self.kpis.values():
            period = kpi.period_in(asked)
            found.append((kpi, standing(kpi, period, {BRANCH: sums}, BRANCH, setting, now)))
        return found


def _shared(settings: Mapping[str, Setting], same_house: Callable[[str], object]) -> dict[str, Setting]:
    """Branches of the same house ask, and remember, together."""
    first: dict[object, Setting] = {}
    return {branch_id: first.setdefault(same_house(branch_id), setting) for branch_id, setting in settings.items()}
