"""Stop a tablet that is lost, hold one that looks cloned, or let it back in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.people import Device, DeviceState
from server.services.ports import Audit, Devices, Grants, Sessions, Transaction


class DeviceStateRefused(DomainError):
    code: ClassVar[str] = "device_state"


class NoSuchDevice(DomainError):
    code: ClassVar[str] = "not_found"


@dataclass(frozen=True)
class ChangeDeviceState:
    devices: Devices
    sessions: Sessions
    grants: Grants
    audit: Audit
    transaction: Transaction

    def revoke(self, device_id: str, branch_id: str, by: str | None, reason: str, at: datetime) -> Device:
        """Ends its sessions and grants too. What it had captured stays on it until it is released."""
        with self.transaction():
            device = self._tablet(device_id, branch_id)
            if device.state == "revoked":
                raise DeviceStateRefused(state=device.state)
            self.sessions.revoke_of_device(device_id, at)
            self.grants.revoke_of_device(device_id, at)
            return self._set(device, "revoked", reason, by, at)

    def release(self, device_id: str, branch_id: str, by: str | None, reason: str, at: datetime) -> Device:
        with self.transaction():
            device = self._tablet(device_id, branch_id)
            if device.state == "active":
                raise DeviceStateRefused(state=device.state)
            return self._set(device, "active", reason, by, at)

    def quarantine(self, device_id: str, reason: str, at: datetime) -> None:
        """By the server itself, on proof that two tablets use one identity; it never lifts a revocation."""
        with self.transaction():
            device = self.devices.device(device_id)
            if device is not None and device.state == "active":
                self._set(device, "quarantined", reason, None, at)

    def _tablet(self, device_id: str, branch_id: str) -> Device:
        device = self.devices.device(device_id)
        if device is None or device.branch_id != branch_id or device.purpose != "tablet":
            raise NoSuchDevice  # another branch's tablet is not even confirmed to exist
        return device

    def _set(self, device: Device, state: DeviceState, reason: str, by: str | None, at: datetime) -> Device:
        self.devices.set_state(device.id, state, reason)
        # The reason is a person's words, which the audit must not carry for ever; it stands with the tablet.
        details = {"from": device.state, "to": state}
        self.audit.append(device.branch_id, by, f"device.{state}", f"device:{device.id}", details, at)
        changed = self.devices.device(device.id)
        if changed is None:
            raise NoSuchDevice
        return changed
