"""parts["measures"]: the KPIs as documents print them; apart from parts["kpis"], which needs what documents are needed by."""

from __future__ import annotations

from server.domain.kpi import all_kpis
from server.services.measure_period import MeasurePeriod
from server.services.read_kpis import ReadKpis
from server.services.restate_kpis import RestatedKpis
from server.store.kpi_locks import KpiLockStore
from server.store.kpi_store import KpiStore
from server.store.people_store import PeopleStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> MeasurePeriod:
    store, locks, records = KpiStore(context.database), KpiLockStore(context.database), context.part("records")
    return MeasurePeriod(
        read=ReadKpis(all_kpis(), store, locks, context.part("kpi_counting").house_of),
        versions=RestatedKpis(locks, records),
        contributions=store,
        locks=locks,
        records=records,
        people=PeopleStore(context.database).users_by_ids,
    )
