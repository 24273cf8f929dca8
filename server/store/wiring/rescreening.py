"""parts["rescreening"]: whoever passed under an older list is asked about again."""

from __future__ import annotations

from server.records import all_kinds
from server.services.rescreening_part import RescreeningPart
from server.services.screen_again import ScreenAgain, watched_of
from server.store.people_store import PeopleStore
from server.store.screening_progress import ProgressStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> RescreeningPart:
    people = PeopleStore(context.database)
    again = ScreenAgain(
        watched=watched_of(all_kinds().values()),
        screen=context.part("screening").screen,
        progresses=ProgressStore(context.database),
        records=context.part("records"),
        figures=context.part("reference").rules,
        branches=lambda: [branch.id for branch in people.branches()],
        run=context.part("sync").run_online,
    )
    return RescreeningPart(again, context.clock)
