"""The local authority: what a tablet that installed it will accept, and who may read its keys."""

import ipaddress
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import BasicConstraints, DNSName, IPAddress
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from server.launch import certificate
from server.launch.certificate import CertificateFiles

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LAN = frozenset({"192.168.1.20", "127.0.0.1", "localhost"})


def address(text: str) -> IPAddress:
    return IPAddress(ipaddress.ip_address(text))


@pytest.fixture
def files(tmp_path: Path) -> CertificateFiles:
    return CertificateFiles(tmp_path / "certificates")


def test_the_first_run_makes_an_authority_and_later_runs_keep_it(files: CertificateFiles) -> None:
    assert certificate.ensure(files, LAN, NOW) is True
    before = files.authority.read_bytes(), files.server.read_bytes()
    assert certificate.ensure(files, LAN, NOW + timedelta(days=1)) is False
    assert (files.authority.read_bytes(), files.server.read_bytes()) == before


def test_the_server_is_signed_anew_by_the_same_authority_when_its_hosts_change(files: CertificateFiles) -> None:
    certificate.ensure(files, LAN, NOW)
    authority = files.authority.read_bytes()
    certificate.ensure(files, LAN | {"10.0.0.7"}, NOW)
    assert certificate.hosts_of(certificate.read(files.server)) == LAN | {"10.0.0.7"}
    assert files.authority.read_bytes() == authority


def test_the_server_is_signed_anew_before_its_certificate_ends(files: CertificateFiles) -> None:
    certificate.ensure(files, LAN, NOW)
    later = NOW + certificate.SERVER_LIFE - timedelta(days=29)
    certificate.ensure(files, LAN, later)
    assert certificate.read(files.server).not_valid_after_utc > later + timedelta(days=300)


def test_keys_are_readable_by_their_owner_alone(files: CertificateFiles) -> None:
    certificate.ensure(files, LAN, NOW)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (files.authority_key, files.server_key)}
    assert modes == {0o600}
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700


def test_the_authority_signs_servers_and_no_further_authorities(files: CertificateFiles) -> None:
    certificate.ensure(files, LAN, NOW)
    constraints = certificate.read(files.authority).extensions.get_extension_for_class(BasicConstraints).value
    assert (constraints.ca, constraints.path_length) == (True, 0)


@pytest.mark.parametrize("subject", [address("192.168.1.20"), address("127.0.0.1"), DNSName("localhost")], ids=str)
def test_a_browser_that_trusts_the_authority_accepts_the_server_under_each_host(
    files: CertificateFiles, subject: DNSName | IPAddress
) -> None:
    certificate.ensure(files, LAN, NOW)
    accept(files, subject)


def test_a_browser_refuses_the_server_under_another_host(files: CertificateFiles) -> None:
    certificate.ensure(files, LAN, NOW)
    with pytest.raises(VerificationError):
        accept(files, address("192.168.1.21"))


def test_the_key_fits_the_certificate(files: CertificateFiles) -> None:
    certificate.ensure(files, LAN, NOW)
    key = load_pem_private_key(files.server_key.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    assert key.public_key() == certificate.read(files.server).public_key()


def accept(files: CertificateFiles, subject: DNSName | IPAddress) -> None:
    """Verifies the way a browser does; raises when it would refuse."""
    trusted = PolicyBuilder().store(Store([certificate.read(files.authority)])).time(NOW + timedelta(hours=1))
    trusted.build_server_verifier(subject).verify(certificate.read(files.server), [])
