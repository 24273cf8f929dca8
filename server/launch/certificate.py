"""The certificate authority of one installation, so that tablets on a LAN reach it by HTTPS.

A browser gives a page a service worker only over HTTPS, and no public authority signs an address like 192.168.1.20.
So the first run makes an authority of its own in the data folder; a tablet installs its certificate once, and every
later server certificate is signed by it. Key files are readable by their owner alone.
"""

import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3650)
# Tablets refuse a server certificate that is valid for much longer than a year.
SERVER_LIFE = timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)
# A tablet's clock may be behind ours.
BACKDATED = timedelta(days=1)


@dataclass(frozen=True)
class CertificateFiles:
    """Where the authority and the server's certificate are kept."""

    folder: Path

    @property
    def authority(self) -> Path:
        return self.folder / "ca.crt"

    @property
    def authority_key(self) -> Path:
        return self.folder / "ca.key"

    @property
    def server(self) -> Path:
        return self.folder / "server.crt"

    @property
    def server_key(self) -> Path:
        return self.folder / "server.key"


def ensure(files: CertificateFiles, hosts: frozenset[str], now: datetime) -> bool:
    """Makes what is missing, and signs the server's certificate anew when `hosts` changed or it is about to end.

    Returns True when a new authority was made: every tablet must then install it.
    """
    files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = not (files.authority.exists() and files.authority_key.exists()) or ends_soon(files.authority, now)
    if fresh:
        make_authority(files, now)
    if fresh or not serves(files, hosts, now):
        sign_server(files, hosts, now)
    return fresh


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def ends_soon(path: Path, now: datetime) -> bool:
    return read(path).not_valid_after_utc - now < RENEW_BEFORE


def serves(files: CertificateFiles, hosts: frozenset[str], now: datetime) -> bool:
    if not (files.server.exists() and files.server_key.exists()) or ends_soon(files.server, now):
        return False
    return hosts_of(read(files.server)) == hosts


def hosts_of(certificate: x509.Certificate) -> frozenset[str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return frozenset(str(name.value) for name in names)


def fingerprint(files: CertificateFiles) -> str:
    """SHA-256 of the authority, as a tablet's certificate screen shows it; the person compares the two."""
    digest = read(files.authority).fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


def make_authority(files: CertificateFiles, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    serial = x509.random_serial_number()
    # The serial in the name keeps the authorities of two installations apart in a tablet's list.
    name = _name(f"Lobbybook local authority {serial % 16**6:06X}")
    certificate = (
        _builder(name, name, key.public_key(), serial, now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(files.authority_key, key)
    _write(files.authority, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def sign_server(files: CertificateFiles, hosts: frozenset[str], now: datetime) -> None:
    authority = read(files.authority)
    authority_key = serialization.load_pem_private_key(files.authority_key.read_bytes(), password=None)
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    life = min(SERVER_LIFE, authority.not_valid_after_utc - now)
    certificate = (
        _builder(_name("Lobbybook"), authority.subject, key.public_key(), x509.random_serial_number(), now, life)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_alternative(host) for host in sorted(hosts)]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(files.server_key, key)
    _write(files.server, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    serial: int,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
    builder = builder.serial_number(serial).not_valid_before(now - BACKDATED).not_valid_after(now + life)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    encoding, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    _write(path, key.private_bytes(encoding, kind, serialization.NoEncryption()), 0o600)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Replaces a file at once, so that a crash leaves the old one or the new one."""
    part = path.with_suffix(path.suffix + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    part.replace(path)
