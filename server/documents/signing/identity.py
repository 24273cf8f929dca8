"""Who signs: a private key, its certificate, and those that lead to a root; and what each certificate says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate

PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey


@dataclass(frozen=True)
class SigningIdentity:
    """`chain` leads from the issuer of `certificate` to the root, which comes last."""

    key: PrivateKey
    certificate: Certificate
    chain: tuple[Certificate, ...]

    @property
    def root(self) -> Certificate:
        return self.chain[-1] if self.chain else self.certificate

    def holds_at(self, at: datetime) -> bool:
        return holds_at(self.certificate, at)


def holds_at(certificate: Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def fingerprint(certificate: Certificate) -> str:
    """SHA-256 in pairs, as a certificate's window shows it: people compare the two."""
    digest = certificate.fingerprint(SHA256()).hex().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
