"""What the KPIs offer to the API, to the worker and to the commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from server.documents.definition import Completeness
from server.domain.identity import Clock
from server.domain.kpi import Kpi
from server.domain.people import User
from server.services.compare_branches import CompareBranches
from server.services.find_signs import FindSigns
from server.services.list_kpi_records import ListKpiRecords
from server.services.lock_kpis import LockKpis
from server.services.pace_kpis import PaceKpis
from server.services.ports_jobs import Job
from server.services.read_kpis import ReadKpis
from server.services.recount_kpis import RecountKpis
from server.services.restate_kpis import RestatedKpis

LOCK_SECONDS = 600.0


@dataclass(frozen=True)
class KpisPart:
    """`tablets` are those of a branch, with how far each has sent what it captured."""

    kpis: Mapping[str, Kpi]
    read: ReadKpis
    list: ListKpiRecords
    pace: PaceKpis
    signs: FindSigns
    compare: CompareBranches
    lock: LockKpis
    versions: RestatedKpis
    recount: RecountKpis
    tablets: Callable[[str], Sequence[Completeness]]
    people: Callable[[set[str]], Mapping[str, User]]
    clock: Clock

    def jobs(self) -> Sequence[Job]:
        return [Job("lock_kpis", LOCK_SECONDS, self._lock)]

    def _lock(self) -> None:
        self.lock(self.clock())
