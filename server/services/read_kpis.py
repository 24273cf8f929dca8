"""The KPIs of a branch in a period: a few sums are read, however many records stand behind them. A period that is locked shows what
was locked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.kpi import Changed, Figure, Kpi, Reason, Setting, Status, Target, View
from server.domain.kpi.counting import BRANCH, TallyKey, reasons_counted
from server.domain.kpi.figure import worst
from server.domain.periods import Period, months_in
from server.services.house_of_branch import HouseOfBranch
from server.services.ports_kpis import Locks, Snapshot, Tallies

Sums = Mapping[tuple[str, str], tuple[int, int]]


class House(Protocol):
    def __call__(self, branch_id: str) -> HouseOfBranch: ...


@dataclass(frozen=True)
class Standing:
    """How somebody, or the branch, stands."""

    status: Status
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Counted:
    """So many records stand under a reason."""

    code: str
    reason: Reason
    number: int


@dataclass(frozen=True)
class KpiOfBranch:
    """`people` by account. `version` is that of the lock whose figures these are, None for those of this moment."""

    kpi: Kpi
    period: Period
    branch: Standing
    people: Mapping[str, Standing]
    reasons: Sequence[Counted]
    version: int | None


@dataclass(frozen=True)
class ReadKpis:
    kpis: Mapping[str, Kpi]
    tallies: Tallies
    locks: Locks
    house_of: House

    def __call__(
        self, branch_id: str, asked: Period, now: datetime, only: str | None = None, kpis: Sequence[Kpi] = ()
    ) -> list[KpiOfBranch]:
        """`only`: the account beside the branch that is looked at; everybody for None. All `kpis` where none is named."""
        wanted, setting = kpis or list(self.kpis.values()), self.house_of(branch_id).setting_of
        months = {month for kpi in wanted for month in kpi.months(asked, setting)}
        people = None if only is None else {only, BRANCH}
        sums = _by_person(self.tallies.tallies(branch_id, months, people))
        periods = {kpi.period_in(asked) for kpi in wanted}
        locked = {(each.period, each.kpi): each for period in periods for each in self._locked(branch_id, period)}
        return [
            self._of_branch(kpi, asked, sums, setting, now, locked.get((kpi.period_in(asked).code, kpi.code)), only)
            for kpi in wanted
        ]

    def live(self, kpi: Kpi, branch_id: str, period: Period, now: datetime) -> KpiOfBranch:
        """As it follows from the records at this moment, locked or not."""
        setting = self.house_of(branch_id).setting_of
        sums = _by_person(self.tallies.tallies(branch_id, kpi.months(period, setting)))
        return self._of_branch(kpi, period, sums, setting, now, None, None)

    def _locked(self, branch_id: str, period: Period) -> list[Snapshot]:
        if self.locks.lock(branch_id, period.code) is None:
            return []
        return self.locks.newest(branch_id, period.code)

    def _of_branch(
        self,
        kpi: Kpi,
        asked: Period,
        sums: Mapping[str, Sums],
        setting: Setting,
        now: datetime,
        locked: Snapshot | None,
        only: str | None,
    ) -> KpiOfBranch:
        period = kpi.period_in(asked)
        if locked is None:
            people = _people_in(kpi, period, sums) | ({only} if only is not None else set())
            branch = standing(kpi, period, sums, BRANCH, setting, now)
            each = {name: standing(kpi, period, sums, name, setting, now) for name in sorted(people)}
        else:
            told = json.loads(locked.figures)
            branch, each = _standing_from(told["branch"]), {k: _standing_from(v) for k, v in told["people"].items()}
        if only is not None:
            each = {name: found for name, found in each.items() if name == only}
        whose = BRANCH if only is None else only
        reasons = counted_reasons(kpi, period, sums.get(whose, {}))
        return KpiOfBranch(kpi, period, branch, each, reasons, None if locked is None else locked.version)


def standing(
    kpi: Kpi,
    period: Period,
    sums: Mapping[str, Sums],
    person: str,
    setting: Setting,
    now: datetime,
) -> Standing:
    view = View(period, sums.get(person, {}), setting, now, person != BRANCH)
    figures = list(kpi.figures(view))
    return Standing(worst(each.status for each in figures), figures)


def counted_reasons(kpi: Kpi, period: Period, sums: Sums) -> list[Counted]:
    months = set(months_in(period))
    totals: dict[str, int] = {}
    for (month, measure), (number, _) in sums.items():
        if month in months:
            totals[measure] = totals.get(measure, 0) + number
    found = reasons_counted(kpi.code, totals)
    return [Counted(code, reason, found[code]) for code, reason in kpi.reasons.items() if found[code]]


def figure_as_json(figure: Figure) -> dict[str, Any]:
    return {
        **{name: getattr(figure, name) for name in ("code", "zh", "en", "sort", "period", "numerator", "denominator")},
        "value": figure.value,
        "target": None if figure.target is None else {**figure.target._asdict(), "text": figure.target.text},
        "status": figure.status,
        "small_sample": figure.small_sample,
    }


def standing_as_json(found: Standing) -> dict[str, Any]:
    return {"status": found.status, "figures": [figure_as_json(each) for each in found.figures]}


def _standing_from(told: Mapping[str, Any]) -> Standing:
    return Standing(told["status"], [_figure_from(each) for each in told["figures"]])


def _figure_from(told: Mapping[str, Any]) -> Figure:
    target = told["target"]
    return Figure(
        **{name: told[name] for name in ("code", "zh", "en", "sort", "period", "numerator", "denominator")},
        target=None if target is None else Target(target["bound"], target["value"], target["unit"]),
        status=told["status"],
        small_sample=told["small_sample"],
    )


def _by_person(tallies: Mapping[TallyKey, Changed]) -> dict[str, dict[tuple[str, str], tuple[int, int]]]:
    found: dict[str, dict[tuple[str, str], tuple[int, int]]] = {}
    for (month, measure, person), sums in tallies.items():
        if any(sums):
            found.setdefault(person, {})[month, measure] = (sums.numerator, sums.denominator)
    return found


def _people_in(kpi: Kpi, period: Period, sums: Mapping[str, Sums]) -> set[str]:
    months, prefix = set(months_in(period)), f"{kpi.code}."
    return {
        person
        for person, own in sums.items()
        if person != BRANCH and any(month in months and measure.startswith(prefix) for month, measure in own)
    }
