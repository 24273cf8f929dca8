"""What signing needs of the place where keys and certificates are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cryptography.x509 import Certificate

from server.documents.signing import SigningIdentity
from server.domain.people import Branch


class CertificateUnusable(Exception):
    """No signature can be made: a file is missing, does not fit, or may be read by others. The message says which, for the log."""


class CertificateEnded(CertificateUnusable):
    """The certificate holds no more, or not yet."""


class Identities(Protocol):
    def of(self, branch: Branch, at: datetime) -> SigningIdentity:
        """Who signs for the branch at that moment. Raises CertificateUnusable."""
        ...

    def roots(self) -> Sequence[Certificate]:
        """All that signed documents of this installation were ever led to."""
        ...
