"""The server's signature under a list of names: a tablet believes no list without it (Ed25519, RFC 8032)."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.services.secret_box import SecretBox

PURPOSE = "screening list"


class SignList:
    """The key follows from the instance's secret: it is the same in every process, and restored with it."""

    def __init__(self, secrets: SecretBox) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(secrets.private_key(PURPOSE))

    def __call__(self, content: bytes) -> str:
        return _text(self._key.sign(content))

    @property
    def public_key(self) -> str:
        """base64url of its 32 bytes; a tablet learns it at enrolment."""
        return _text(self._key.public_key().public_bytes_raw())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
