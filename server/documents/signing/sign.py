"""PAdES B-B with pyHanko: an invisible field, so that PDF/A-3a and PDF/UA-1 both still hold (pdf_templates draw the seal).

The signature certifies the file: a viewer warns of whatever is added after it.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from server.documents.signing.identity import SigningIdentity

FIELD = "Signature"
DIGEST = "sha256"
ATTRIBUTES = 640
"""Bytes of what is signed with the file (its hash, the signer's certificate by its hash), and of the frame around it all."""


def sign(pdf: bytes, identity: SigningIdentity, place: str, at: datetime) -> bytes:
    signer = SignerAt(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=DIGEST,
            location=place,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        LoadedKey(identity),
        new_field_spec=SigFieldSpec(FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)),
    )
    signer.at = at
    signed: io.BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=_room(identity))
    return signed.getvalue()


def _room(identity: SigningIdentity) -> int:
    """Hexadecimal digits for the signature. pyHanko would make one more to see how long it is, which takes half of the time."""
    certificates = (identity.certificate, *identity.chain)
    issuer = len(identity.certificate.issuer.public_bytes())
    number = identity.key.key_size // 8 + 8  # an elliptic curve's signature is two of them, an RSA key's is one
    return 2 * (sum(len(each.public_bytes(Encoding.DER)) for each in certificates) + 2 * (issuer + number) + ATTRIBUTES)


class SignerAt(PdfSigner):
    """States the moment it is given, not the clock of the machine."""

    at: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


class LoadedKey(Signer):
    """pyHanko's own signer reads its key anew for each signature, which costs more than the signature."""

    def __init__(self, identity: SigningIdentity) -> None:
        self._key = identity.key
        store = SimpleCertificateStore()
        store.register_multiple([asn1(each) for each in identity.chain])
        super().__init__(signing_cert=asn1(identity.certificate), cert_registry=store, embed_roots=True)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != DIGEST:
            raise ValueError(f"signs over {DIGEST} only")
        if isinstance(self._key, EllipticCurvePrivateKey):
            return self._key.sign(data, ECDSA(SHA256()))
        return self._key.sign(data, PKCS1v15(), SHA256())


def asn1(certificate: Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
