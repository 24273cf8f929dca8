"""A tablet for demonstrations: enrolled in the morning, its operations frozen as a real one freezes them.

Its key is thrown away, so nobody can ever send under its name again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from server.commands.demo_people import PASSWORD
from server.domain.identity import RandomBytes, uuid7
from server.domain.moments import to_wire
from server.domain.people import Device, Grant
from server.services import Services

APP_VERSION = "demo"
ADDRESS = "demo"


@dataclass
class DemoTablet:
    """Writes operations in the order they are asked for; `grants` by user name."""

    device: Device
    grants: Mapping[str, Grant]
    random: RandomBytes
    seq: int = 0

    def new_id(self, at: datetime) -> str:
        return uuid7(at, self.random)

    def write(self, type: str, record_id: str, by: str, at: datetime, **more: Any) -> dict[str, Any]:
        self.seq += 1
        grant = self.grants[by]
        operation: dict[str, Any] = {
            "op_id": self.new_id(at),
            "device_id": self.device.id,
            "op_seq": self.seq,
            "type": f"{type}@1",
            "record_id": record_id,
            "actor_id": grant.user_id,
            "grant_id": grant.id,
            "base": None,
            "patch": {},
            "command": None,
            "deps": [],
            "occurred_at": to_wire(at),
            "clock_offset": 0,
            "app_version": APP_VERSION,
        }
        return operation | more


def frozen(operation: Mapping[str, Any]) -> bytes:
    return json.dumps(operation, ensure_ascii=False, separators=(",", ":")).encode()


def enrol(services: Services, branch_id: str, name: str, people: Sequence[str], at: datetime) -> DemoTablet:
    """The tablet, with everybody of `people` (user names) having signed in on it."""
    code = services.create_enrolment_code(branch_id, None, at).code
    device, _ = services.enrol_device(code, _public_key(), name, address=ADDRESS, at=at)
    return DemoTablet(device, {who: _grant(services, who, device, at) for who in people}, services.random)


def _grant(services: Services, username: str, device: Device, at: datetime) -> Grant:
    signed_in = services.sign_in(username, PASSWORD, address=ADDRESS, device=device, at=at)
    actor = services.resolve_session(signed_in.token, at)
    assert signed_in.access is not None
    assert actor is not None
    services.sign_out(signed_in.token, actor, at)
    return signed_in.access.grant


def _public_key() -> dict[str, str]:
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    x, y = (base64.urlsafe_b64encode(each.to_bytes(32, "big")).decode().rstrip("=") for each in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}
