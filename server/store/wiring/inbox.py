"""parts["inbox"]: what waits for departments, and what becomes of what they leave waiting."""

from __future__ import annotations

from server.records import all_kinds
from server.services.escalate_overdue import EscalateOverdue
from server.services.inbox_part import InboxPart
from server.services.read_inbox import ReadInbox
from server.store.inbox_store import InboxStore
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
    return InboxPart(ReadInbox(kinds, store, sync.see.show), escalate, context.clock)
