"""What the processes are told before they start."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.launch.address import place
from server.launch.opening import prepare
from server.settings import Settings, load_settings

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"LOBBYBOOK_DATA": str(tmp_path)})


def test_an_instance_of_its_own_machine_needs_no_certificate(settings: Settings) -> None:
    opening = prepare(settings, place("127.0.0.1", 8123, [], "branch"), NOW, {})
    assert opening.environment["LOBBYBOOK_PUBLIC_URL"] == "http://127.0.0.1:8123"
    assert opening.own_authority is None
    assert not (settings.data / "certificates").exists()


def test_an_instance_on_a_network_speaks_https_with_a_certificate_of_its_own(settings: Settings) -> None:
    opening = prepare(settings, place("192.168.1.20", 8123, [], "branch"), NOW, {})
    assert opening.settings.secure
    assert opening.environment["LOBBYBOOK_TLS_CERT"] == str(settings.data / "certificates" / "server.crt")
    assert opening.fresh_authority


def test_a_bank_with_its_own_certificate_keeps_it(settings: Settings, tmp_path: Path) -> None:
    own = settings.changed(tls_cert=tmp_path / "bank.crt", tls_key=tmp_path / "bank.key")
    opening = prepare(own, replace(place("192.168.1.20", 8123, [], "branch"), https=True), NOW, {})
    assert opening.environment["LOBBYBOOK_TLS_CERT"] == str(tmp_path / "bank.crt")
    assert opening.own_authority is None


def test_an_address_that_was_set_is_the_one_people_use(settings: Settings) -> None:
    given = {"LOBBYBOOK_PUBLIC_URL": "https://lobby.bank.example"}
    opening = prepare(settings, place("127.0.0.1", 8123, [], "branch"), NOW, given)
    assert opening.settings.public_url == "https://lobby.bank.example"
