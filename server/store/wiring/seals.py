"""parts["seals"]: what tablets seal to a department, and the keys they need for it."""

from __future__ import annotations

from server.records import all_kinds
from server.services.seal_for_department import SealForDepartment
from server.store.wiring import WiringContext


def build(context: WiringContext) -> SealForDepartment:
    readers = sorted({kind.readers for kind in all_kinds().values() if kind.sealed and kind.readers})
    return SealForDepartment(context.secrets, readers, context.random)
