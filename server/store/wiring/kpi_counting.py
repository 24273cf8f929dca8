"""parts["kpi_counting"]: what records contribute to the KPIs, kept in the transaction that changes them; and its proof."""

from __future__ import annotations

from functools import partial

from server.domain.kpi import all_kpis, kpis_by_kind
from server.services.count_kpis import CountKpis
from server.services.house_of_branch import HouseOfBranch
from server.store.kpi_locks import KpiLockStore
from server.store.kpi_store import KpiStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> CountKpis:
    rules, fingerprint = context.part("reference").rules, partial(context.secrets.keyed_hash, "kpi")

    def house_of(branch_id: str) -> HouseOfBranch:
        return HouseOfBranch(rules, branch_id, fingerprint)

    store, locks = KpiStore(context.database), KpiLockStore(context.database)
    return CountKpis(all_kpis(), kpis_by_kind(), store, locks, house_of)
