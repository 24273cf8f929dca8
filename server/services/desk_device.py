"""The desk of a branch: the device through which everybody works who is online. A branch has one from its first use on."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from server.domain.identity import NewId
from server.domain.people import Device


class Desks(Protocol):
    def devices(self, branch_id: str) -> list[Device]: ...
    def ensure_desk(self, branch_id: str, new_id: NewId, at: datetime) -> Device: ...


def desk_of(desks: Desks, branch_id: str, new_id: NewId, at: datetime) -> Device:
    """Made when it is first asked for; asking again finds the same one."""
    known = next((device for device in desks.devices(branch_id) if device.purpose == "desk"), None)
    return known or desks.ensure_desk(branch_id, new_id, at)
