"""parts["schedule"]: the records that branches owe by their plans."""

from __future__ import annotations

from datetime import date

from server.domain.working_time import WorkingCalendar
from server.records import all_kinds
from server.reference import calendar_on
from server.services.make_scheduled import MakeScheduled
from server.services.schedule_part import SchedulePart
from server.store.opened_branches import OpenedBranches
from server.store.wiring import WiringContext


def build(context: WiringContext) -> SchedulePart:
    reference, records = context.part("reference"), context.part("records")

    def calendar(branch_id: str, day: date) -> WorkingCalendar | None:
        return calendar_on(reference.catalogues.of(branch_id), day)

    make = MakeScheduled(
        kinds=all_kinds(),
        plan=reference.rules,
        calendar=calendar,
        branches=OpenedBranches(context.database),
        standing=records.records,
        capture=context.part("sync").run_online.capture_once,
    )
    return SchedulePart(make, context.clock)
