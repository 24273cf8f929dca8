"""parts["overview"]: what waits in a branch, and in all of them."""

from __future__ import annotations

from server.records import all_kinds
from server.services.overview_part import OverviewPart
from server.services.show_overview import ShowOverview
from server.services.watch_branches import WatchBranches
from server.services.watch_tablets import WatchTablets
from server.store.device_store import DeviceStore
from server.store.watch_store import WatchStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> OverviewPart:
    store, see = WatchStore(context.database), context.part("sync").see
    watch = WatchBranches(all_kinds(), store)
    tablets = WatchTablets(DeviceStore(context.database), context.part("reference").rules)
    return OverviewPart(ShowOverview(watch, tablets, store, see, see.listed), watch, tablets)
