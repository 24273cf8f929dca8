"""parts["numbers"]: official numbers, `next(branch_id, prefix, day)` inside an open write."""

from __future__ import annotations

from server.store.number_store import NumberStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> NumberStore:
    return NumberStore(context.database)
