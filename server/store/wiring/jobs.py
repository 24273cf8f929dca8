"""What the worker needs to elect the process that runs the schedules."""

from __future__ import annotations

from server.store.lease_store import LeaseStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> LeaseStore:
    return LeaseStore(context.database)
