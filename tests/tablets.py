"""A tablet for tests: a real P-256 key that signs its requests as the browser does."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def public_jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    numbers = key.public_key().public_numbers()
    x, y = (base64url(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "ext": True, "key_ops": ["verify"]}


def signature(key: ec.EllipticCurvePrivateKey, method: str, target: str, body: bytes) -> str:
    text = f"{method}\n{target}\n{hashlib.sha256(body).hexdigest()}".encode()
    r, s = decode_dss_signature(key.sign(text, ec.ECDSA(SHA256())))
    return base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


@dataclass
class Tablet:
    """`client` carries the tablet's cookies; `send` signs, with the session's CSRF token where there is one."""

    client: FlaskClient
    key: ec.EllipticCurvePrivateKey
    device_id: str
    device_no: str
    branch_id: str
    branch_no: str
    csrf: str | None = None
    grant_id: str | None = None
    user_id: str | None = None

    def headers(self, method: str, target: str, body: bytes) -> dict[str, str]:
        signed = {"X-Device-Id": self.device_id, "X-Signature": signature(self.key, method, target, body)}
        return signed | ({"X-CSRF-Token": self.csrf} if self.csrf else {})

    def send(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> TestResponse:
        """`target` is path?query; the body goes out as it is, so it may be gzipped."""
        kind = {"Content-Type": "application/json"} if body else {}
        merged = self.headers(method, target, body) | kind | (headers or {})
        return self.client.open(target, method=method, data=body or None, headers=merged)

    def post(self, target: str, content: Any) -> TestResponse:
        return self.send("POST", target, json.dumps(content, ensure_ascii=False).encode())

    def get(self, target: str) -> TestResponse:
        return self.send("GET", target)

    def sign_in(self, username: str, password: str) -> TestResponse:
        answer = self.post("/api/session", {"username": username, "password": password, "device_id": self.device_id})
        if answer.status_code == 200 and answer.json:
            self.csrf = answer.json["csrf_token"]
            self.grant_id = answer.json["grant"]["grant_id"]
            self.user_id = answer.json["user"]["id"]
        return answer
