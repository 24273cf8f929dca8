"""parts["records"]: the records themselves."""

from __future__ import annotations

from server.contract import contract
from server.records import all_kinds
from server.store.record_store import RecordStore
from server.store.sealed_payload import SealedPayload
from server.store.wiring import WiringContext


def build(context: WiringContext) -> RecordStore:
    kinds = all_kinds()
    sealed = SealedPayload(kinds, context.secrets)
    return RecordStore(context.database, kinds, lambda: str(contract()["version"]), sealed)
