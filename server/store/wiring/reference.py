"""parts["reference"]: version, manifest, sets, labels and due times. Mistakes in the files stop the start, with their place."""

from __future__ import annotations

from functools import cache

from server.reference import Catalogue, load_catalogue
from server.services.read_reference import ReadReference
from server.services.reference_people import ReferencePeople
from server.store.people_store import PeopleStore
from server.store.reference_store import ReferenceStore
from server.store.wiring import WiringContext


@cache
def shipped() -> Catalogue:
    """The files do not change under a running process, and reading them takes longer than anything else at its start."""
    return load_catalogue()


def build(context: WiringContext) -> ReadReference:
    people = ReferencePeople(PeopleStore(context.database), context.clock)
    more = context.part("screening").set
    return ReadReference(shipped(), context.clock, ReferenceStore(context.database), people, more)
