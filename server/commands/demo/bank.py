"""The demonstration's bank, used through its public API alone: tablets that sign what they push, desks with a session, and a
clock that is set, so that what happened months ago is received and numbered then.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.commands.demo.tablet import frozen
from server.domain.identity import RandomBytes, uuid7
from server.domain.moments import to_wire

APP_VERSION = "demo"
AT_ONCE = 400
NDJSON = {"Content-Type": "application/x-ndjson"}
TUS = {"Tus-Resumable": "1.0.0"}
PART = TUS | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}


class Refused(RuntimeError):
    """The bank did not take what the demonstration said; the demonstration is wrong, not the bank."""


@dataclass
class SetClock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Tablet:
    """Writes operations in the order they are asked for and keeps them until it is online and told to push."""

    client: FlaskClient
    key: ec.EllipticCurvePrivateKey
    id: str
    random: RandomBytes
    grants: dict[str, tuple[str, str]] = field(default_factory=dict)
    online: bool = True
    seq: int = 0
    outbox: list[bytes] = field(default_factory=list)
    unsent: set[str] = field(default_factory=set)
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    sent_pictures: set[str] = field(default_factory=set)

    def write(self, type: str, record_id: str, by: str, at: datetime, **more: Any) -> str:
        """The id of the operation, which waits in the outbox."""
        self.seq += 1
        user_id, grant_id = self.grants[by]
        operation: dict[str, Any] = {
            "op_id": uuid7(at, self.random),
            "device_id": self.id,
            "op_seq": self.seq,
            "type": f"{type}@1",
            "record_id": record_id,
            "actor_id": user_id,
            "grant_id": grant_id,
            "base": None,
            "patch": {},
            "command": None,
            "deps": [],
            "occurred_at": to_wire(at),
            "clock_offset": 0,
            "app_version": APP_VERSION,
        }
        self.outbox.append(frozen(operation | more))
        self.unsent.add(record_id)
        return str(operation["op_id"])

    def keep(self, content: bytes, use: str) -> str:
        """The name of a picture or signature, whose bytes travel after the records that name it."""
        name = hashlib.sha256(content).hexdigest()
        if name not in self.sent_pictures:
            self.pictures[name] = (content, use)
        return f"sha256:{name}"

    def send(
        self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        text = f"{method}\n{target}\n{hashlib.sha256(body).hexdigest()}".encode()
        r, s = decode_dss_signature(self.key.sign(text, ec.ECDSA(SHA256())))
        signature = _base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        signed = {"X-Device-Id": self.id, "X-Signature": signature, **(headers or {})}
        return self.client.open(target, method=method, data=body or None, headers=signed)

    def push(self) -> list[dict[str, Any]]:
        """The receipts of everything that waited; then the pictures."""
        receipts: list[dict[str, Any]] = []
        while self.outbox:
            answer = self.send("POST", "/sync/push", b"\n".join(self.outbox[:AT_ONCE]), NDJSON)
            receipts += _taken(answer)["receipts"]
            self.outbox = self.outbox[AT_ONCE:]
        self.unsent.clear()
        self._push_pictures()
        return receipts

    def _push_pictures(self) -> None:
        for name, (content, use) in self.pictures.items():
            said = ",".join(
                f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in (("sha256", name), ("use", use))
            )
            announced = self.send(
                "POST", "/sync/files", headers=TUS | {"Upload-Length": str(len(content)), "Upload-Metadata": said}
            )
            if (
                announced.status_code != 201
                or self.send("PATCH", f"/sync/files/{name}", content, PART).status_code != 204
            ):
                raise Refused(f"a picture: {announced.status_code} {announced.text}")
            self.sent_pictures.add(name)
        self.pictures.clear()


@dataclass
class Desk:
    client: FlaskClient
    csrf: str
    user: Mapping[str, Any]

    def read(self, target: str) -> dict[str, Any]:
        return _taken(self.client.get(target))

    def step(self, record_id: str, verb: str, args: Mapping[str, Any], rev: int, reason: str | None) -> dict[str, Any]:
        said = {"args": dict(args), "expected_rev": rev} | ({"reason": reason} if reason else {})
        return self._said(f"/api/records/{record_id}/commands/{verb}", said)

    def approve(self, record_id: str, verb: str, args: Mapping[str, Any], rev: int, password: str) -> dict[str, Any]:
        """On what was read, by signing in again."""
        read = self.read(f"/api/records/{record_id}/approval")
        said = {"verb": verb, "args": dict(args), "expected_rev": rev, "hash": read["hash"], "password": password}
        return self._said(f"/api/records/{record_id}/judgements", said)

    def _said(self, target: str, said: Mapping[str, Any]) -> dict[str, Any]:
        return _taken(self.client.post(target, json=dict(said), headers={"X-CSRF-Token": self.csrf}))


@dataclass
class Bank:
    """`codes()` gives a fresh enrolment code; `password` is everybody's."""

    app: Flask
    clock: SetClock
    codes: Callable[[], str]
    password: str
    random: RandomBytes
    desks: dict[str, Desk] = field(default_factory=dict)

    def tablet(self, name: str, people: Iterable[str]) -> Tablet:
        """Enrolled, with everybody of `people` having signed in on it."""
        client, key = self.app.test_client(), ec.generate_private_key(ec.SECP256R1())
        said = {"code": self.codes(), "public_key": _public(key), "name": name}
        enrolled = _taken(client.post("/api/devices/enrol", json=said))
        tablet = Tablet(client, key, enrolled["device_id"], self.random)
        for username in people:
            wanted = {"username": username, "password": self.password, "device_id": tablet.id}
            body = json.dumps(wanted).encode()
            answer = _taken(tablet.send("POST", "/api/session", body, {"Content-Type": "application/json"}))
            tablet.grants[username] = (answer["user"]["id"], answer["grant"]["grant_id"])
        return tablet

    def desk(self, username: str) -> Desk:
        if username not in self.desks:
            client = self.app.test_client()
            answer = _taken(client.post("/api/session", json={"username": username, "password": self.password}))
            self.desks[username] = Desk(client, answer["csrf_token"], answer["user"])
        return self.desks[username]


def _taken(answer: TestResponse) -> dict[str, Any]:
    if answer.status_code not in (200, 201):
        raise Refused(f"{answer.request.path}: {answer.status_code} {answer.text}")
    content: dict[str, Any] = answer.json or {}
    return content


def _public(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256"} | {
        name: _base64url(value.to_bytes(32, "big")) for name, value in (("x", numbers.x), ("y", numbers.y))
    }


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
