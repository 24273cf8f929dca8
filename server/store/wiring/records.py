"""parts["records"]: the records themselves."""

from __future__ import annotations

from server.contract import contract
from server.records import all_kinds
from server.store.record_store import RecordStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> RecordStore:
    return RecordStore(context.database, all_kinds(), lambda: str(contract()["version"]))
