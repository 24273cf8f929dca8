"""The plain HTTP port gives the certificate and nothing else."""

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from server.launch.certificate_offer import PATH, CertificateOffer


@pytest.fixture
def address(tmp_path: Path):
    (tmp_path / "ca.crt").write_bytes(b"the certificate")
    (tmp_path / "ca.key").write_bytes(b"the key")
    with CertificateOffer("127.0.0.1", 0, tmp_path / "ca.crt") as offer:
        yield f"http://127.0.0.1:{offer.port}"


def test_a_tablet_downloads_the_certificate(address: str) -> None:
    with urlopen(address + PATH) as answer:
        assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
        assert answer.read() == b"the certificate"


@pytest.mark.parametrize("path", ["/ca.key", "/..", "/../ca.key", "/api/session"])
def test_nothing_else_is_there(address: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(address + path)
