"""parts["exports"]: lists as files."""

from __future__ import annotations

from collections.abc import Mapping

from server.records import all_kinds
from server.services.export_records import ExportRecords
from server.services.exports_part import ExportsPart
from server.store.people_store import PeopleStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ExportsPart:
    people = PeopleStore(context.database)

    def names(ids: set[str]) -> Mapping[str, str]:
        return {user_id: user.name for user_id, user in people.users_by_ids(ids).items()}

    see, label = context.part("sync").see, context.part("reference").label
    return ExportsPart(ExportRecords(see, label, all_kinds(), names), context.audit)
