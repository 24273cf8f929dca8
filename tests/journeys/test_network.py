"""Tablets on the branch's own network: HTTPS by the installation's own authority, without which no tablet works offline."""

from __future__ import annotations

import base64
import socket
import ssl
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.launch.certificate import CertificateFiles
from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.people import RECEIVED, SAVED

pytestmark = pytest.mark.journey
QUESTION = "客户询问网点周末是否营业。"


@pytest.fixture
def on_the_network(morning: Instance, tmp_path: Path) -> Iterator[Instance]:
    made = morning.twin(tmp_path / "data", host="0.0.0.0")
    try:
        made.start_as_a_person_does()
        yield made
    finally:
        made.stop()


def test_a_tablet_on_the_network_works_by_https_and_opens_without_it(
    on_the_network: Instance, browser_for: OpenBrowser
) -> None:
    instance = on_the_network
    files = CertificateFiles(instance.data / "certificates")
    assert instance.url.startswith("https://")
    assert_the_authority_vouches_for_the_server(files, instance)

    tablet = browser_for("tablet-new")
    tablet.extra = (f"--ignore-certificate-errors-spki-list={fingerprint_of_key(files.server)}",)
    manager = LobbyManager(tablet.open())
    manager.begins_with_a_new_tablet(instance)
    tablet.offline(True)
    manager.asks(QUESTION)

    manager.page.reload()
    manager.unlocks()
    manager.opens_in_ledger(QUESTION)
    manager.sees(SAVED)

    tablet.offline(False)
    manager.everything_is_received()
    manager.opens_in_ledger(QUESTION)
    manager.sees(RECEIVED)
    assert tablet.complaints == []


def assert_the_authority_vouches_for_the_server(files: CertificateFiles, instance: Instance) -> None:
    """What a tablet does that has installed the authority's certificate and nothing else."""
    trusting = ssl.create_default_context(cafile=files.authority)
    with (
        socket.create_connection(("127.0.0.1", instance.port)) as plain,
        trusting.wrap_socket(plain, server_hostname=instance.place.host) as secured,
    ):
        assert secured.version() in ("TLSv1.2", "TLSv1.3")


def fingerprint_of_key(certificate: Path) -> str:
    """The browser's way to trust one server without an authority in its store, which would need root's tools."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    return base64.b64encode(sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()).decode()
