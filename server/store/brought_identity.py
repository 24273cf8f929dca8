"""The certificate a bank brings (LOBBYBOOK_SIGNING_CERT, _KEY, _CHAIN): read when it is needed, and again when its files change."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import Certificate

from server.documents.signing.identity import PrivateKey, SigningIdentity
from server.domain.people import Branch
from server.services.ports_signing import CertificateEnded, CertificateUnusable
from server.store.signing_files import SigningFiles

OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BroughtIdentity:
    """One certificate for all branches; `kept` remembers its root, so that what it signed is validated for ever."""

    def __init__(self, certificate: Path, key: Path, chain: Path | None, kept: SigningFiles) -> None:
        self._files = [certificate, key, *([chain] if chain else [])]
        self._kept = kept
        self._known: tuple[list[int], SigningIdentity] | None = None

    def of(self, _branch: Branch, at: datetime) -> SigningIdentity:
        found = self.identity()
        if not found.holds_at(at):
            ends = found.certificate.not_valid_after_utc
            raise CertificateEnded(f"{self._files[0]} holds until {ends:%Y-%m-%d} and not at {at:%Y-%m-%d}")
        return found

    def roots(self) -> Sequence[Certificate]:
        return self._kept.roots()

    def identity(self) -> SigningIdentity:
        try:
            changed = [each.stat().st_mtime_ns for each in self._files]
            if self._known is None or self._known[0] != changed:
                self._known = (changed, self._read())
                self._kept.trust(self._known[1].root)
        except OSError as error:
            raise CertificateUnusable(f"{error.filename}: {error.strerror}") from error
        return self._known[1]

    def _read(self) -> SigningIdentity:
        certificate, key, *chain = self._files
        if key.stat().st_mode & OTHERS:
            raise CertificateUnusable(f"{key} may be read by others: it must be its owner's alone (0600)")
        own, *more = _certificates(certificate)
        more += [each for file in chain for each in _certificates(file)]
        return SigningIdentity(_key(key, own), own, _ordered(own, more))


def _certificates(file: Path) -> list[Certificate]:
    try:
        return x509.load_pem_x509_certificates(file.read_bytes())
    except ValueError as error:
        raise CertificateUnusable(f"{file} holds no certificate in PEM") from error


def _key(file: Path, certificate: Certificate) -> PrivateKey:
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CertificateUnusable(f"{file} holds no private key in PEM without a password") from error
    if not isinstance(key, PrivateKey):
        raise CertificateUnusable(f"{file}: keys of NIST curves and RSA sign documents, this one does not")
    if key.public_key() != certificate.public_key():
        raise CertificateUnusable(f"{file} is not the key of the certificate")
    return key


def _ordered(own: Certificate, given: Sequence[Certificate]) -> tuple[Certificate, ...]:
    """From the issuer to the root, whatever their order in the file."""
    chain: list[Certificate] = []
    last = own
    while last.issuer != last.subject:
        issuer = next((each for each in given if each.subject == last.issuer and each not in chain), None)
        if issuer is None:
            if not chain and not given:
                break  # trusted as it stands
            raise CertificateUnusable(
                f"no certificate of {last.issuer.rfc4514_string()}: give it in LOBBYBOOK_SIGNING_CHAIN"
            )
        chain.append(issuer)
        last = issuer
    return tuple(chain)
