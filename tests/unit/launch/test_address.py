"""Plain HTTP stays on the machine; whoever serves a network does it by HTTPS, under every name a tablet may use."""

import pytest

from server.launch.address import interface_addresses, place


@pytest.mark.parametrize(("bind", "url"), [("127.0.0.1", "http://127.0.0.1:8123"), ("::1", "http://[::1]:8123")])
def test_the_machine_itself_is_served_by_plain_http(bind: str, url: str) -> None:
    assert place(bind, 8123, ["127.0.0.1", "192.168.1.20"], "branch").url == url


def test_a_network_address_is_served_by_https() -> None:
    assert place("192.168.1.20", 8123, [], "branch").url == "https://192.168.1.20:8123"


def test_all_addresses_are_called_by_the_first_that_others_can_reach() -> None:
    everywhere = place("0.0.0.0", 8123, ["127.0.0.1", "192.168.1.20", "10.0.0.7"], "branch")
    assert everywhere.url == "https://192.168.1.20:8123"
    assert everywhere.hosts == {"192.168.1.20", "10.0.0.7", "branch", "127.0.0.1", "localhost"}


def test_a_machine_without_a_network_is_called_by_its_name() -> None:
    assert place("0.0.0.0", 8123, ["127.0.0.1"], "branch").url == "https://branch:8123"


def test_the_interfaces_of_this_machine_are_found() -> None:
    assert "127.0.0.1" in interface_addresses()
