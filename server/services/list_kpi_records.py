"""The records under a figure, counted and not counted, each with its reason: as lists show them, within what the person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from server.domain.kpi import Kpi
from server.domain.kpi.counting import BRANCH
from server.domain.people import Actor
from server.domain.periods import Period, months_in
from server.services.ports_kpis import Contributions, Kept, Listed, Tallies
from server.services.ports_sync import Records
from server.services.read_kpis import Counted, counted_reasons
from server.services.see_records import SeeRecords


@dataclass(frozen=True)
class ListedRecord:
    """`record` is None where the person may not see it."""

    kept: Kept
    record: Mapping[str, Any] | None


@dataclass(frozen=True)
class RecordPage:
    items: Sequence[ListedRecord]
    reasons: Sequence[Counted]
    after: tuple[str, str, str] | None


@dataclass(frozen=True)
class ListKpiRecords:
    contributions: Contributions
    tallies: Tallies
    records: Records
    see: SeeRecords

    def __call__(
        self, actor: Actor, branch_id: str, kpi: Kpi, period: Period, wanted: Listed, now: datetime
    ) -> RecordPage:
        found = self.contributions.page(branch_id, replace(wanted, limit=wanted.limit + 1))
        page = found[: wanted.limit]
        shown = self._shown(actor, branch_id, page, now)
        items = [ListedRecord(each, shown.get(each.fact.record_id)) for each in page]
        last = page[-1].contribution if len(found) > wanted.limit else None
        after = None if last is None else (last.at, last.record_id, last.person)
        return RecordPage(items, self._reasons(branch_id, kpi, period, wanted.person), after)

    def _shown(self, actor: Actor, branch_id: str, page: Sequence[Kept], now: datetime) -> dict[str, Mapping[str, Any]]:
        reach = self.see.reach(actor, branch_id)
        ids = [each.fact.record_id for each in page if each.fact.kind in reach.kinds]
        records = list(self.records.records(branch_id, ids).values())
        return {each["id"]: each for each in self.see.offered(actor, records, now)}

    def _reasons(self, branch_id: str, kpi: Kpi, period: Period, person: str | None) -> list[Counted]:
        whose = person or BRANCH
        found = self.tallies.tallies(branch_id, months_in(period), [whose])
        return counted_reasons(
            kpi, period, {key[:2]: (sums.numerator, sums.denominator) for key, sums in found.items()}
        )
