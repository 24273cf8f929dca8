"""parts["kpis"]: reading the KPIs, locking their periods, and proving them."""

from __future__ import annotations

from datetime import date

from server.domain.kpi import all_kpis
from server.domain.working_time import WorkingCalendar
from server.reference import calendar_on
from server.services.compare_branches import CompareBranches
from server.services.find_signs import FindSigns
from server.services.kpis_part import KpisPart
from server.services.list_kpi_records import ListKpiRecords
from server.services.lock_kpis import LockKpis
from server.services.pace_kpis import PaceKpis
from server.services.recount_kpis import RecountKpis
from server.store.cut_off import ReadCutOff
from server.store.device_store import DeviceStore
from server.store.kpi_locks import KpiLockStore
from server.store.kpi_store import KpiStore
from server.store.opened_branches import OpenedBranches
from server.store.operation_store import OperationStore
from server.store.people_store import PeopleStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> KpisPart:
    database, kpis = context.database, all_kpis()
    store, locks = KpiStore(database), KpiLockStore(database)
    operations, people = OperationStore(database), PeopleStore(database)
    count, records, reference = context.part("kpi_counting"), context.part("records"), context.part("reference")
    house_of = count.house_of

    def calendar(branch_id: str, day: date) -> WorkingCalendar | None:
        return calendar_on(reference.catalogues.of(branch_id), day)

    def same_house(branch_id: str) -> int:
        return id(reference.catalogues.of(branch_id))

    read = context.part("measures").read
    return KpisPart(
        kpis=kpis,
        read=read,
        list=ListKpiRecords(store, store, records, context.part("sync").see),
        pace=PaceKpis(read, calendar),
        signs=FindSigns(kpis, store, records, house_of),
        compare=CompareBranches(kpis, store, locks, house_of, same_house, people.branches),
        lock=LockKpis(
            kpis=kpis,
            read=read,
            contributions=store,
            locks=locks,
            house_of=house_of,
            calendar=calendar,
            branches=OpenedBranches(database),
            operations=operations,
            audit=context.audit,
            transaction=database.write,
            made=context.part("documents").request_periodic.on_lock,
        ),
        versions=context.part("measures").versions,
        recount=RecountKpis(count, records, store, store, locks, operations, people, database.write),
        tablets=ReadCutOff(context.part("feed"), DeviceStore(database)).tablets,
        people=people.users_by_ids,
        clock=context.clock,
    )
