"""The KPIs of a branch in a period as D14 prints them: figures, people by name, the periods before, and the records under each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.documents.definition import Measured, MeasuredKpi, MeasuredPerson
from server.domain.kpi import Figure, Reason
from server.domain.kpi.fact import NOBODY
from server.domain.people import User
from server.domain.periods import Period, months_in
from server.services.ports_kpis import Contributions, Locks
from server.services.ports_sync import Records
from server.services.read_kpis import KpiOfBranch, ReadKpis
from server.services.restate_kpis import Difference, RestatedKpis

EARLIER = 3
NOTHING = "无样本"
CHANGES = {"added": "新增", "removed": "移除", "changed": "变化"}


@dataclass(frozen=True)
class MeasurePeriod:
    read: ReadKpis
    versions: RestatedKpis
    contributions: Contributions
    locks: Locks
    records: Records
    people: Callable[[set[str]], Mapping[str, User]]

    def __call__(self, branch_id: str, period: Period, at: datetime) -> Measured:
        found = [each for each in self.read(branch_id, period, at) if period.span in each.kpi.spans]
        earlier = [(before, self.read(branch_id, before, at)) for before in map(period.before, range(1, EARLIER + 1))]
        names = self.people({name for each in found for name in each.people if name != NOBODY})
        lock = self.locks.lock(branch_id, period.code)
        return Measured(
            kpis=[self._measured(branch_id, each, earlier, names) for each in found],
            version=None if lock is None else lock.version,
            locked_at=None if lock is None else lock.made_at,
        )

    def _measured(
        self,
        branch_id: str,
        found: KpiOfBranch,
        earlier: Sequence[tuple[Period, Sequence[KpiOfBranch]]],
        names: Mapping[str, User],
    ) -> MeasuredKpi:
        return MeasuredKpi(
            kpi=found.kpi,
            period=found.period,
            status=found.branch.status,
            figures=found.branch.figures,
            people=[
                MeasuredPerson(names[name].name if name in names else "", each.status, each.figures)
                for name, each in found.people.items()
                if name != NOBODY
            ],
            earlier=[(period, _figures_of(found, kpis)) for period, kpis in earlier],
            evidence=self._evidence(branch_id, found),
            changes=self._changes(branch_id, found),
        )

    def _evidence(self, branch_id: str, found: KpiOfBranch) -> list[tuple[Reason, Sequence[str]]]:
        """What counts first; each record once, also where it counts for several people; one without a number as a sign of absence."""
        kept = self.contributions.of_months(branch_id, found.kpi.code, months_in(found.period))
        ids = {each.contribution.record_id for each in kept}
        numbers = {name: record.no for name, record in self.records.records(branch_id, ids).items()} if ids else {}
        told: dict[str, dict[str, str]] = {}
        for each in kept:
            name = each.contribution.record_id
            told.setdefault(each.contribution.reason, {})[name] = numbers.get(name) or "—"
        reasons = sorted(found.kpi.reasons.items(), key=lambda item: not item[1].counts)
        return [(reason, list(told[code].values())) for code, reason in reasons if code in told]

    def _changes(self, branch_id: str, found: KpiOfBranch) -> list[tuple[int, str]]:
        versions = self.versions(branch_id, found.kpi, found.period)
        return [(each.snapshot.version, _in_words(each.difference)) for each in versions if each.difference]


def _figures_of(found: KpiOfBranch, kpis: Sequence[KpiOfBranch]) -> Sequence[Figure]:
    return next((each.branch.figures for each in kpis if each.kpi.code == found.kpi.code), ())


def _in_words(difference: Difference) -> str:
    figures = [
        f"{each.after['zh']} {each.before['value'] or NOTHING} → {each.after['value'] or NOTHING}"
        for each in difference.figures
    ]
    records = [f"{each.no or '—'} {CHANGES[each.change]}" for each in difference.records]
    return "；".join([*figures, *records]) or "数字未变"
