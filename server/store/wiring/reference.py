"""parts["reference"]: version, manifest, sets, labels and due times. Mistakes in the files stop the start, with their place."""

from __future__ import annotations

from server.reference import load_catalogue
from server.services.read_reference import ReadReference
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ReadReference:
    return ReadReference(load_catalogue(), context.clock)
