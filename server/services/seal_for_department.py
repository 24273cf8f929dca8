"""What a tablet seals to a department, so that nobody who holds the tablet, or its queue, can read it again.

A box is base64url of `1 ‖ ephemeral public key (32) ‖ nonce (12) ‖ AES-256-GCM(JSON of the values)`. The key is HKDF-SHA-256 of
the X25519 secret, salted with both public keys; the record's id is bound in as associated data, so that a box belongs to one record.
The server opens it in memory to judge it, and keeps it sealed (server/store/sealed_payload.py); what did not come in a box is
closed on arrival (keep_closed.py).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.domain.identity import RandomBytes
from server.records import Kind
from server.services.secret_box import SecretBox
from sync.server.state import RecordState

SEALED = "sealed"
VERSION, KEY, NONCE = b"\x01", 32, 12
INFO = b"lobbybook sealed to a department v1"


class SealForDepartment:
    """A department's key follows from the instance's secret, like every other secret of the server."""

    def __init__(self, secrets: SecretBox, departments: Iterable[str], random: RandomBytes) -> None:
        self._random = random
        self._keys = {
            each: X25519PrivateKey.from_private_bytes(secrets.private_key(f"sealed to {each}")) for each in departments
        }

    def public_keys(self) -> dict[str, str]:
        """By department, base64url of the 32 bytes to seal to."""
        return {each: _text(key.public_key().public_bytes_raw()) for each, key in self._keys.items()}

    def seal(self, department: str, values: Mapping[str, Any], record_id: str) -> str:
        own, theirs = X25519PrivateKey.from_private_bytes(self._random(KEY)), self._keys[department].public_key()
        ephemeral, nonce = own.public_key().public_bytes_raw(), self._random(NONCE)
        key = _key(own.exchange(theirs), ephemeral, theirs.public_bytes_raw())
        content = json.dumps(dict(values), ensure_ascii=False).encode()
        return _text(VERSION + ephemeral + nonce + AESGCM(key).encrypt(nonce, content, record_id.encode()))

    def kept(self, kinds: Mapping[str, Kind], record: RecordState, args: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is kept of a step at the desk: nothing that the database alone could tell."""
        kind = kinds[record.kind]
        if not kind.sealed or kind.readers is None or not args:
            return args
        return {SEALED: self.seal(kind.readers, args, record.id)}

    def said(self, department: str, box: Any, record_id: str) -> dict[str, Any] | None:
        """The values in a box; None of one that this department's key does not open for this record."""
        key = self._keys.get(department)
        try:
            raw = _bytes(box)
            if key is None or raw[:1] != VERSION:
                return None
            ephemeral, nonce = raw[1 : 1 + KEY], raw[1 + KEY : 1 + KEY + NONCE]
            shared = key.exchange(X25519PublicKey.from_public_bytes(ephemeral))
            cipher = AESGCM(_key(shared, ephemeral, key.public_key().public_bytes_raw()))
            said = json.loads(cipher.decrypt(nonce, raw[1 + KEY + NONCE :], record_id.encode()))
        except (TypeError, ValueError, InvalidTag, binascii.Error):
            return None
        return said if isinstance(said, dict) else None


def _key(shared: bytes, ephemeral: bytes, theirs: bytes) -> bytes:
    return HKDF(SHA256(), KEY, salt=ephemeral + theirs, info=INFO).derive(shared)


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
