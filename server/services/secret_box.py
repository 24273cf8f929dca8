"""One secret of the instance, and what is derived from it: a keyed hash and a sealed box for each purpose."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.domain.identity import RandomBytes

SECRET_BYTES = 32
NONCE_BYTES = 12


class SecretUnusable(Exception):
    """The secret file is missing its content, or sealed data was made with another secret."""


class SecretBox:
    """Each `purpose` has a key of its own, so that what is made for one cannot be used for another."""

    def __init__(self, secret: bytes, random: RandomBytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise SecretUnusable(f"the secret must be {SECRET_BYTES} bytes")
        self._secret = secret
        self._random = random
        self._keys: dict[str, bytes] = {}

    def keyed_hash(self, purpose: str, text: str) -> str:
        return hmac.digest(self._key(purpose), text.encode(), "sha256").hex()

    def seal(self, purpose: str, content: bytes, bound_to: str) -> bytes:
        """`bound_to` (an id) must be given again to open: sealed bytes cannot be moved to another row."""
        nonce = self._random(NONCE_BYTES)
        return nonce + AESGCM(self._key(purpose)).encrypt(nonce, content, bound_to.encode())

    def open(self, purpose: str, sealed: bytes, bound_to: str) -> bytes:
        try:
            return AESGCM(self._key(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
        except InvalidTag as error:
            raise SecretUnusable(f"cannot open the sealed {purpose}: was the secret file replaced?") from error

    def private_key(self, purpose: str) -> bytes:
        """32 bytes that no other purpose has, for an algorithm whose keys are any 32 bytes (Ed25519, X25519)."""
        return self._key(f"{purpose} private key")

    def _key(self, purpose: str) -> bytes:
        """Worked out once for each of the few purposes: a push asks for hundreds of keyed hashes."""
        if purpose not in self._keys:
            made = HKDF(SHA256(), SECRET_BYTES, salt=None, info=f"lobbybook {purpose}".encode())
            self._keys[purpose] = made.derive(self._secret)
        return self._keys[purpose]


def load_secret(file: Path, random: RandomBytes) -> bytes:
    """Read the instance's secret, made at first run for its owner's eyes only."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(file)
    with os.fdopen(descriptor, "w") as target:
        target.write(random(SECRET_BYTES).hex() + "\n")
        target.flush()
        os.fsync(target.fileno())
    return _read_secret(file)


def _read_secret(file: Path) -> bytes:
    try:
        return bytes.fromhex(file.read_text().strip())
    except ValueError as error:
        raise SecretUnusable(f"{file} does not hold a secret in hexadecimal") from error
