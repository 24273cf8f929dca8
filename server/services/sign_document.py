"""Seals what is printed, and signs the file that came of it; what cannot be signed, or does not validate, is not issued."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from server.documents.definition import Printed
from server.documents.faults import RenderFault
from server.documents.seal import Sealed, sealed
from server.documents.signing import judge_file, sign_file
from server.domain.document_life import Document
from server.domain.identity import RandomBytes
from server.domain.people import Branch
from server.services.ports_signing import CertificateEnded, Identities

TOKEN_BYTES = 16
"""128 bits: whoever does not hold the paper does not find its page."""


class SignatureDoesNotHold(Exception):
    """The file that was just signed does not validate."""


@dataclass(frozen=True)
class Signed:
    """`content_sha256` is of the file before the signature: the same data gives the same."""

    pdf: bytes
    content_sha256: str
    at: datetime


@dataclass(frozen=True)
class SignDocument:
    identities: Identities
    random: RandomBytes
    bank: str
    public_url: str
    failed: Callable[[Exception], None]
    """Told why a file could not be signed."""

    def new_token(self) -> str:
        return base64.urlsafe_b64encode(self.random(TOKEN_BYTES)).decode().rstrip("=")

    def seal(self, document: Document, branch: Branch, printed: Printed) -> Sealed:
        """`document` has its serial and its token."""
        return sealed(
            printed,
            owner=f"{self.bank}{branch.name}",
            serial=str(document.serial),
            version=document.version,
            address=f"{self.public_url.rstrip('/')}/verify/{document.serial}/{document.verify_token}",
        )

    def __call__(self, pdf: bytes, branch: Branch, at: datetime) -> Signed:
        """Raises RenderFault."""
        try:
            signed = self._signed(pdf, branch, at)
        except CertificateEnded as error:
            self.failed(error)
            raise RenderFault("signing_expired") from error
        except Exception as error:
            self.failed(error)
            raise RenderFault("signing") from error
        return Signed(signed, hashlib.sha256(pdf).hexdigest(), at)

    def _signed(self, pdf: bytes, branch: Branch, at: datetime) -> bytes:
        identity = self.identities.of(branch, at)
        signed = sign_file(pdf, identity, f"{self.bank}{branch.name}", at)
        found = judge_file(signed, [identity.root], at)
        if not found.is_valid or not signed.startswith(pdf):
            raise SignatureDoesNotHold(found.standing)
        return signed
