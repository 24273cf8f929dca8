"""What a validator says of a signed file, by pyHanko: whether it is whole, whose certificate it was, and whether we trust it."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from server.documents.signing.certificates import shown_name
from server.documents.signing.identity import fingerprint
from server.documents.signing.sign import asn1
from server.documents.signing.signature import Signature, Standing

# It logs the trace of every certificate it does not trust, which here is an answer and no fault.
for name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(name).setLevel(logging.CRITICAL)
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


def judge(pdf: bytes, roots: Sequence[Certificate], at: datetime) -> Signature:
    try:
        embedded = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
        if not embedded:
            return Signature("unsigned")
        return _told(embedded[0], _standing(embedded, roots, at))
    except (PdfError, ValueError, KeyError, TypeError, OSError, RecursionError):
        return Signature("unreadable")


def _standing(embedded: Sequence[EmbeddedPdfSignature], roots: Sequence[Certificate], at: datetime) -> Standing:
    """One signature over the whole file; more than one is something that was added."""
    context = ValidationContext(trust_roots=[asn1(each) for each in roots], moment=at, allow_fetching=False)
    status: PdfSignatureStatus = validate_pdf_signature(embedded[0], context, key_usage_settings=USAGE)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE and len(embedded) == 1
    if not (status.intact and status.valid and whole):
        return "altered"
    return "valid" if status.trusted and status.bottom_line else "untrusted"


def _told(signature: EmbeddedPdfSignature, standing: Standing) -> Signature:
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    return Signature(
        standing=standing,
        holder=shown_name(certificate.subject),
        issuer=shown_name(certificate.issuer),
        fingerprint=fingerprint(certificate),
        signed_at=signature.self_reported_timestamp,
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )
