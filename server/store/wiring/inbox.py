"""parts["inbox"]: what waits for departments, and what becomes of what they leave waiting."""

from __future__ import annotations

from datetime import date

from server.domain.working_time import WorkingCalendar
from server.records import all_kinds
from server.reference import calendar_on
from server.services.escalate_overdue import EscalateOverdue
from server.services.inbox_part import InboxPart
from server.services.measure_department import MeasureDepartment
from server.services.read_inbox import ReadInbox
from server.store.inbox_store import InboxStore
from server.store.load_store import LoadStore
from server.store.people_store import PeopleStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> InboxPart:
    kinds, sync = all_kinds(), context.part("sync")
    store, people = InboxStore(context.database), PeopleStore(context.database)
    escalate = EscalateOverdue(
        kinds,
        store,
        branches=lambda: [branch.id for branch in people.branches()],
        run=sync.run_online,
    )
    reference = context.part("reference")

    def calendar(branch_id: str, day: date) -> WorkingCalendar | None:
        return calendar_on(reference.catalogues.of(branch_id), day)

    measure = MeasureDepartment(kinds, LoadStore(context.database), calendar)
    return InboxPart(ReadInbox(kinds, store, sync.see.show), escalate, measure, context.clock)
