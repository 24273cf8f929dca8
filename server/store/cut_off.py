"""How far the data of a document went: the branch's place in the feed, and when each tablet was last heard."""

from __future__ import annotations

from dataclasses import dataclass

from server.documents.definition import Completeness
from server.store.device_store import DeviceStore
from server.store.feed_store import FeedStore


@dataclass(frozen=True)
class ReadCutOff:
    feed: FeedStore
    devices: DeviceStore

    def position(self, branch_id: str) -> int:
        scope = f"branch:{branch_id}:floor"
        return self.feed.heads(branch_id, [scope]).get(scope, 0)

    def tablets(self, branch_id: str) -> list[Completeness]:
        """A tablet that was taken out of use sends nothing any more, and is not waited for."""
        tablets = [each for each in self.devices.devices(branch_id) if each.purpose == "tablet"]
        return [Completeness(each.name, each.last_seen_at) for each in tablets if each.state != "revoked"]
