"""Which addresses this machine answers under, and how a tablet names them."""

import fcntl
import ipaddress
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass

# Linux: the request that asks an interface for its IPv4 address, and where the answer holds it.
SIOCGIFADDR = 0x8915
ANSWER = slice(20, 24)
WILDCARDS = frozenset({"0.0.0.0", "::"})


@dataclass(frozen=True)
class Place:
    """Where one instance listens, and the host that others call it by."""

    bind: str
    port: int
    host: str
    hosts: frozenset[str]
    """Every name and address its certificate must carry."""
    https: bool

    @property
    def url(self) -> str:
        return f"{'https' if self.https else 'http'}://{bracketed(self.host)}:{self.port}"


def place(bind: str, port: int, interfaces: Iterable[str], hostname: str) -> Place:
    """Only the machine itself may use plain HTTP; whoever serves a network serves it by HTTPS."""
    if is_loopback(bind):
        return Place(bind, port, bind, frozenset({bind}), https=False)
    outward = [address for address in interfaces if not is_loopback(address)]
    if bind not in WILDCARDS:
        return Place(bind, port, bind, frozenset({bind, "127.0.0.1", "localhost"}), https=True)
    hosts = frozenset({*outward, hostname, "127.0.0.1", "localhost"})
    return Place(bind, port, (outward or [hostname])[0], hosts, https=True)


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def interface_addresses() -> list[str]:
    """The machine's IPv4 addresses in the order of its interfaces."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        found = (_address_of(probe, name) for _, name in socket.if_nameindex())
        return [address for address in found if address is not None]


def _address_of(probe: socket.socket, interface: str) -> str | None:
    request = struct.pack("256s", interface.encode()[:15])
    try:
        answer = fcntl.ioctl(probe.fileno(), SIOCGIFADDR, request)
    except OSError:
        return None  # an interface that is down, or has no IPv4 address
    return socket.inet_ntoa(answer[ANSWER])
