"""Signs of records made for a figure, for whoever answers for the branch (server/domain/kpi/signs.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from server.domain.kpi import Kpi, Setting
from server.domain.kpi.signs import Limits, Seen, Sign, signs
from server.domain.periods import Period, months_in
from server.services.ports_kpis import Contributions, Listed
from server.services.ports_sync import Records
from server.services.read_kpis import House
from sync.server.state import RecordState

# More than anybody looks through: of a period with more records only the newest are looked at.
LOOKED_AT = 1_500


@dataclass(frozen=True)
class FoundSign:
    kpi: Kpi
    sign: Sign
    records: Sequence[RecordState]


@dataclass(frozen=True)
class FindSigns:
    kpis: Mapping[str, Kpi]
    contributions: Contributions
    records: Records
    house_of: House

    def __call__(self, branch_id: str, asked: Period) -> list[FoundSign]:
        limits = _limits(self.house_of(branch_id).setting_of, asked)
        if limits is None:
            return []
        found = [(kpi, each) for kpi in self.kpis.values() for each in self._of(branch_id, kpi, asked, limits)]
        records = self.records.records(branch_id, {name for _, sign in found for name in sign.records})
        return [
            FoundSign(kpi, sign, [records[each] for each in sign.records if each in records]) for kpi, sign in found
        ]

    def _of(self, branch_id: str, kpi: Kpi, asked: Period, limits: Limits) -> list[Sign]:
        if not kpi.watched:
            return []
        months = months_in(kpi.period_in(asked))
        kept = self.contributions.page(branch_id, Listed(kpi.code, months, counted=True, limit=LOOKED_AT))
        seen = [Seen(each.fact, each.contribution) for each in kept]
        return signs([each for each in seen if each.fact.kind in kpi.watched], limits)


def _limits(setting: Setting, asked: Period) -> Limits | None:
    series, apart = setting("kpi_series_count", asked), setting("kpi_series_seconds", asked)
    again = setting("business_duplicate_minutes", asked)
    if series is None or apart is None or again is None:
        return None
    return Limits(series, timedelta(seconds=apart), timedelta(minutes=again))
