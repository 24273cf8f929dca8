"""Keys and certificates in a folder: the installation's authority, and one certificate after the other for each branch.

A key and its certificate are one file, numbered, never overwritten: it appears whole under its name, or another process's does,
and then that one is taken. The key in it is sealed with the instance's secret, and the file is its owner's alone. An older
certificate stays, since what it signed is still validated.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import Certificate

from server.documents.signing.certificates import (
    BRANCH_LIFE,
    RENEW_BEFORE,
    branch_name,
    make_authority,
    make_branch,
)
from server.documents.signing.identity import PrivateKey, SigningIdentity, fingerprint
from server.domain.people import Branch
from server.services.secret_box import SecretBox

PURPOSE = "key of a signing certificate"
AUTHORITY, TRUSTED = "authority", "trusted"
PEM = serialization.Encoding.PEM


class SigningFiles:
    def __init__(self, folder: Path, box: SecretBox, bank: str) -> None:
        self._folder = folder
        self._box = box
        self._bank = bank
        self._known: dict[str, SigningIdentity] = {}

    def of(self, branch: Branch, at: datetime) -> SigningIdentity:
        wanted = branch_name(self._bank, branch.name, branch.no)

        def serves(found: SigningIdentity) -> bool:
            return _lasts(found, at, RENEW_BEFORE) and found.certificate.subject == wanted

        known = self._known.get(branch.id)
        if known is None or not serves(known):
            self._known[branch.id] = known = self._found_or_made(
                f"branch-{branch.id}",
                serves,
                lambda: make_branch(self.authority(at), self._bank, branch.name, branch.no, at),
            )
        return known

    def authority(self, at: datetime) -> SigningIdentity:
        """One that outlasts what it signs now; made at the first start."""
        found = self._found_or_made(
            AUTHORITY, lambda found: _lasts(found, at, BRANCH_LIFE), lambda: make_authority(self._bank, at)
        )
        self.trust(found.certificate)
        return found

    def trust(self, root: Certificate) -> None:
        """Its signatures are validated from now on, also when another one signs."""
        name = f"{fingerprint(root).replace(':', '').lower()}.pem"
        _put(self._folder / TRUSTED / name, root.public_bytes(PEM), 0o644)

    def roots(self) -> Sequence[Certificate]:
        return [x509.load_pem_x509_certificate(each.read_bytes()) for each in sorted(self._files(TRUSTED, "*.pem"))]

    def _found_or_made(
        self, name: str, serves: Callable[[SigningIdentity], bool], make: Callable[[], SigningIdentity]
    ) -> SigningIdentity:
        while True:
            files = sorted(self._files(name, "*.json"))
            found = [each for each in map(self._opened, files) if serves(each)]
            if found:
                return found[-1]
            made = make()
            place = self._folder / name / f"{int(files[-1].stem) + 1 if files else 1:04d}.json"
            if _put(place, self._sealed(name, made), 0o600):
                return made

    def _files(self, name: str, pattern: str) -> list[Path]:
        return list((self._folder / name).glob(pattern))

    def _sealed(self, name: str, identity: SigningIdentity) -> bytes:
        key = identity.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        certificates = [each.public_bytes(PEM).decode() for each in (identity.certificate, *identity.chain)]
        bound_to = f"{name} {fingerprint(identity.certificate)}"
        sealed = base64.b64encode(self._box.seal(PURPOSE, key, bound_to)).decode()
        return json.dumps({"certificates": certificates, "key": sealed}, indent=1).encode()

    def _opened(self, file: Path) -> SigningIdentity:
        content = json.loads(file.read_bytes())
        certificate, *chain = (x509.load_pem_x509_certificate(each.encode()) for each in content["certificates"])
        bound_to = f"{file.parent.name} {fingerprint(certificate)}"
        key = self._box.open(PURPOSE, base64.b64decode(content["key"]), bound_to)
        return SigningIdentity(_private(key), certificate, tuple(chain))


def _private(der: bytes) -> PrivateKey:
    key = serialization.load_der_private_key(der, password=None)
    if not isinstance(key, PrivateKey):
        raise ValueError("not a key that signs documents")
    return key


def _lasts(identity: SigningIdentity, at: datetime, at_least: timedelta) -> bool:
    return identity.holds_at(at) and identity.holds_at(at + at_least)


def _put(place: Path, content: bytes, mode: int) -> bool:
    """Whole, durable and never over another: False when there was one already."""
    if place.exists():
        return False
    for folder in (place.parent.parent, place.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, mode)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.link(temporary, place)
    except FileExistsError:
        return False
    finally:
        os.unlink(temporary)
    _flush_folder(place.parent)
    return True


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
