"""Certificates of one installation: an authority of its own, and for each branch one that signs documents and nothing else.

No key leaves the installation and no network is needed; a bank that has an authority brings its own certificate instead.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from server.documents.signing.identity import SigningIdentity

AUTHORITY_LIFE = timedelta(days=7305)
BRANCH_LIFE = timedelta(days=1096)
RENEW_BEFORE = timedelta(days=60)
"""A branch gets its next certificate this long before the present one ends."""
# The clock of whoever validates may be behind ours.
BACKDATED = timedelta(days=1)
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
LONGEST_NAME = 64
"""Bytes of one part of a name: X.520 counts characters, but not every reader does."""


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def make_authority(bank: str, at: datetime) -> SigningIdentity:
    key, serial = new_key(), x509.random_serial_number()
    # The serial in the name keeps the authorities of two installations apart in a list of trusted ones.
    name = _name(bank, f"电子单据根证书 {serial % 16**6:06X}")
    builder = _builder(name, name, key.public_key(), serial, at, at + AUTHORITY_LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return SigningIdentity(key, builder.add_extension(_usage(authority=True), critical=True).sign(key, SHA256()), ())


def make_branch(authority: SigningIdentity, bank: str, branch: str, branch_no: str, at: datetime) -> SigningIdentity:
    key, until = new_key(), min(at + BRANCH_LIFE, authority.certificate.not_valid_after_utc)
    issuer = authority.certificate.public_key()
    assert isinstance(issuer, ec.EllipticCurvePublicKey)
    certificate = (
        _builder(
            branch_name(bank, branch, branch_no),
            authority.certificate.subject,
            key.public_key(),
            x509.random_serial_number(),
            at,
            until,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
        .sign(authority.key, SHA256())
    )
    return SigningIdentity(key, certificate, (authority.certificate,))


def branch_name(bank: str, branch: str, branch_no: str) -> x509.Name:
    return _name(bank, f"{branch}电子单据签名", branch_no)


def shown_name(name: x509.Name) -> str:
    """As people read it: the organisation, and who there."""
    oids = (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
    parts = [str(each.value) for oid in oids for each in name.get_attributes_for_oid(oid)]
    return " ".join(dict.fromkeys(parts)) or name.rfc4514_string()


def _name(organisation: str, common: str, unit: str = "") -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATION_NAME, organisation)]
    parts += [(NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else []
    parts.append((NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, _cut(text)) for oid, text in parts])


def _cut(text: str) -> str:
    return text.encode()[:LONGEST_NAME].decode(errors="ignore")


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    serial: int,
    at: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(serial).not_valid_before(at - BACKDATED).not_valid_after(until)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
