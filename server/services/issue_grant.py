"""An online sign-in on a tablet leaves a grant: what is captured offline afterwards is judged by it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.people import Device, Grant, User
from server.domain.roles import may
from server.services.ports import Audit, Box, Devices, Grants

SHARE = "device share"
RECOVERY = "device recovery"


class WrongBranch(DomainError):
    code: ClassVar[str] = "wrong_branch"


class RoleNotOnTablet(DomainError):
    code: ClassVar[str] = "role_not_on_tablet"


@dataclass(frozen=True)
class TabletAccess:
    """The grant, and the two secrets with which the tablet guards its store."""

    grant: Grant
    device_share: str
    recovery_secret: str


@dataclass(frozen=True)
class IssueGrant:
    grants: Grants
    devices: Devices
    box: Box
    audit: Audit
    new_id: NewId
    lifetime: timedelta

    def __call__(self, user: User, device: Device, at: datetime) -> TabletAccess:
        """Runs inside the sign-in's transaction."""
        if user.branch_id != device.branch_id:
            raise WrongBranch
        roles = tuple(role for role in user.roles if may(role, "sync.pull"))
        if not roles:
            raise RoleNotOnTablet
        grant = Grant(
            self.new_id(), device.branch_id, user.id, device.id, roles, at, at + self.lifetime, revoked_at=None
        )
        self.grants.add(grant)
        self.audit.append(
            device.branch_id, user.id, "grant.issued", f"device:{device.id}", {"grant": grant.id, "roles": roles}, at
        )
        share, recovery = self._secrets(device)
        return TabletAccess(grant, share, recovery)

    def _secrets(self, device: Device) -> tuple[str, str]:
        sealed = self.devices.sealed(device.id)
        if sealed is None:
            raise RoleNotOnTablet  # a desk device holds no store to guard
        share, recovery = sealed
        return (
            _text(self.box.open(SHARE, share, device.id)),
            _text(self.box.open(RECOVERY, recovery, device.id)),
        )


def _text(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
