"""Prove that an enrolled tablet's key signed this very request."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from server.domain.errors import DomainError
from server.domain.people import Device
from server.services.ports import Devices

COORDINATE_BYTES = 32


class DeviceUnknown(DomainError):
    code: ClassVar[str] = "device_unknown"


class SignatureInvalid(DomainError):
    code: ClassVar[str] = "signature_invalid"


class DeviceRevoked(DomainError):
    code: ClassVar[str] = "device_revoked"


class PublicKeyInvalid(DomainError):
    code: ClassVar[str] = "public_key_invalid"


@dataclass(frozen=True)
class SignedRequest:
    """`target` is `path?query` and `body` the bytes, both exactly as they were sent."""

    device_id: str
    signature: str
    method: str
    target: str
    body: bytes


@dataclass(frozen=True)
class AuthenticateDevice:
    devices: Devices

    def __call__(self, signed: SignedRequest, at: datetime) -> Device:
        device = self.devices.device(signed.device_id)
        if device is None or device.public_key is None:
            raise DeviceUnknown
        if not signature_holds(device.public_key, signed_text(signed), signed.signature):
            raise SignatureInvalid
        if device.state == "revoked":
            raise DeviceRevoked
        return device


def signed_text(signed: SignedRequest) -> bytes:
    return f"{signed.method}\n{signed.target}\n{hashlib.sha256(signed.body).hexdigest()}".encode()


def signature_holds(public_key: Mapping[str, str], text: bytes, signature: str) -> bool:
    try:
        raw = from_base64url(signature)
        if len(raw) != 2 * COORDINATE_BYTES:
            return False
        r, s = int.from_bytes(raw[:COORDINATE_BYTES], "big"), int.from_bytes(raw[COORDINATE_BYTES:], "big")
        load_public_key(public_key).verify(encode_dss_signature(r, s), text, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def load_public_key(jwk: Mapping[str, object]) -> ec.EllipticCurvePublicKey:
    """Raises PublicKeyInvalid for anything that is not a point on P-256."""
    try:
        if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256":
            raise ValueError("not P-256")
        x, y = (from_base64url(jwk.get(name)) for name in ("x", "y"))
        if len(x) != COORDINATE_BYTES or len(y) != COORDINATE_BYTES:
            raise ValueError("a coordinate of another length")
        numbers = ec.EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), ec.SECP256R1())
        return numbers.public_key()
    except ValueError as error:
        raise PublicKeyInvalid(field="public_key") from error


def public_part(jwk: Mapping[str, object]) -> dict[str, str]:
    """Only what verifying needs: a private part that was sent by mistake is never kept."""
    load_public_key(jwk)
    return {name: str(jwk[name]) for name in ("crv", "kty", "x", "y")}


def thumbprint(public_key: Mapping[str, str]) -> str:
    """RFC 7638, in hexadecimal."""
    members = {name: public_key[name] for name in ("crv", "kty", "x", "y")}
    return hashlib.sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def from_base64url(text: object) -> bytes:
    if not isinstance(text, str) or not text.isascii():
        raise ValueError("not base64url")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
