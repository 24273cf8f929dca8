"""Which tablets of a branch are behind: not heard for too long, or still holding what the bank has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from server.domain.people import Device
from server.services.read_rules import Rules

LIMIT = "tablet_silent_minutes"


class Tablets(Protocol):
    def devices(self, branch_id: str) -> list[Device]: ...
    def tablets_of(self, branch_ids: Sequence[str]) -> list[Device]:
        """The tablets of these branches that are not revoked."""
        ...


@dataclass(frozen=True)
class WatchTablets:
    store: Tablets
    rules: Rules

    def is_behind(self, device: Device, now: datetime) -> bool:
        """A tablet that was taken out of use is waited for no more."""
        return device.state != "revoked" and (self.is_silent(device, now) or bool(device.unsent))

    def is_silent(self, device: Device, now: datetime) -> bool:
        minutes = self.rules.value(LIMIT, now, device.branch_id)
        if device.last_seen_at is None:
            return True
        return minutes is not None and now - device.last_seen_at > timedelta(minutes=minutes)

    def in_use(self, branch_id: str) -> list[Device]:
        return [each for each in self.store.devices(branch_id) if each.purpose == "tablet" and each.state != "revoked"]

    def behind(self, branch_ids: Sequence[str], now: datetime) -> dict[str, int]:
        """By branch, how many."""
        found: dict[str, int] = {}
        for device in self.store.tablets_of(branch_ids):
            if self.is_behind(device, now):
                found[device.branch_id] = found.get(device.branch_id, 0) + 1
        return found
