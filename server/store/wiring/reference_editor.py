"""parts["reference_editor"]: what the people who keep a set do to it."""

from __future__ import annotations

from server.services.edit_reference import EditReference
from server.services.reference_part import ReferenceEditor
from server.services.show_reference import ShowReference
from server.store.people_store import PeopleStore
from server.store.reference_store import ReferenceStore
from server.store.wiring import WiringContext
from server.store.wiring.reference import shipped


def build(context: WiringContext) -> ReferenceEditor:
    store, catalogues = ReferenceStore(context.database), context.part("reference").catalogues
    edit = EditReference(store, catalogues, shipped(), context.audit, context.database.write, context.new_id)
    return ReferenceEditor(edit, ShowReference(store, catalogues, edit, PeopleStore(context.database)))
