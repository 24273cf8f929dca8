"""What signing offers to those who issue documents, and to the commands that show its certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.documents.signing import SigningIdentity
from server.domain.identity import Clock
from server.services.ports_signing import CertificateEnded, Identities


@dataclass(frozen=True)
class SigningPart:
    """`first` is the identity that all signatures are led to or made by: the installation's authority, or what the bank brought."""

    identities: Identities
    first: Callable[[], SigningIdentity]
    clock: Clock

    def prepare(self) -> SigningIdentity:
        """Makes what is missing. Raises CertificateUnusable when no document could be signed now."""
        found, now = self.first(), self.clock()
        if not found.holds_at(now):
            raise CertificateEnded(
                f"the signing certificate holds until {found.certificate.not_valid_after_utc:%Y-%m-%d}"
            )
        return found
