"""parts["inbox"]: what waits for departments."""

from __future__ import annotations

from server.records import all_kinds
from server.services.inbox_part import InboxPart
from server.services.read_inbox import ReadInbox
from server.services.show_record import ShowRecords
from server.store.document_states import DocumentStates
from server.store.inbox_store import InboxStore
from server.store.people_store import PeopleStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> InboxPart:
    kinds, database = all_kinds(), context.database
    show = ShowRecords(context.part("records"), PeopleStore(database), DocumentStates(database), kinds)
    return InboxPart(ReadInbox(kinds, InboxStore(database), show))
