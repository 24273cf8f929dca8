"""What signing offers to those who issue documents, and to the commands that show its certificates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from server.documents.signing import SigningIdentity
from server.domain.identity import Clock
from server.services.ports_jobs import Job
from server.services.ports_signing import CertificateEnded, CertificateUnusable, Identities

TELL_BEFORE = timedelta(days=30)
DAY = 86_400.0


@dataclass(frozen=True)
class SigningPart:
    """`first` is the identity that all signatures are led to or made by: the installation's authority, or what the bank brought."""

    identities: Identities
    first: Callable[[], SigningIdentity]
    clock: Clock
    warned: Callable[[CertificateUnusable], None]
    """Told that documents cannot be signed, or soon cannot; it may log the words."""

    def prepare(self) -> SigningIdentity:
        """Makes what is missing. Raises CertificateUnusable when no document could be signed now."""
        return self._holding(timedelta())

    def jobs(self) -> Sequence[Job]:
        return [Job("signing_certificate", DAY, self.watch)]

    def watch(self) -> None:
        try:
            self._holding(TELL_BEFORE)
        except CertificateUnusable as error:
            self.warned(error)

    def _holding(self, for_so_long: timedelta) -> SigningIdentity:
        found, now = self.first(), self.clock()
        if not (found.holds_at(now) and found.holds_at(now + for_so_long)):
            certificate = found.certificate
            span = f"{certificate.not_valid_before_utc:%Y-%m-%d} to {certificate.not_valid_after_utc:%Y-%m-%d}"
            raise CertificateEnded(f"the signing certificate holds from {span}")
        return found
