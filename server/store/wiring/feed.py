"""parts["feed"]: what tablets are told, `announce(branch_id, record_id)` inside an open write."""

from __future__ import annotations

from server.records import all_kinds
from server.services.live_pokes import Pokes
from server.store.feed_store import FeedStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> FeedStore:
    kinds = all_kinds()
    return FeedStore(context.database, lambda kind, branch_id: kinds[kind].scopes(branch_id), Pokes())
