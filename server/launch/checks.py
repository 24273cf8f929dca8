"""What must hold before the processes start. Each failure is one line that says what to do."""

import ctypes
import errno
import fcntl
import os
import socket
import tempfile
from pathlib import Path
from typing import IO

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


class NotReady(Exception):
    """This machine cannot start Lobbybook; the text is the line to show."""


def require_libraries() -> None:
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if missing:
        raise NotReady(f"System libraries are missing; install them with: apt-get install -y {' '.join(missing)}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def require_writable(folder: Path) -> None:
    """Proves by writing: permissions alone do not tell a read-only file system, and root ignores them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as reason:
        raise NotReady(
            f"The data folder {folder} cannot be written ({reason.strerror}); choose another: DATA=folder"
        ) from reason


def listen(host: str, port: int) -> socket.socket:
    """Takes the port now and keeps it, so that no one else gets it between the check and the start."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except OSError as reason:
        taken.close()
        raise NotReady(_why_not(host, port, reason)) from reason
    return taken


def _why_not(host: str, port: int, reason: OSError) -> str:
    match reason.errno:
        case errno.EADDRINUSE:
            return f"Port {port} on {host} is already in use; choose another: PORT={port + 1}"
        case errno.EADDRNOTAVAIL:
            return f"{host} is not an address of this machine; choose one of its own, or HOST=0.0.0.0 for all"
        case errno.EACCES:
            return f"Port {port} needs more rights than this user has; choose one above 1023: PORT=8080"
        case _:
            return f"Cannot listen on {host} port {port}: {os.strerror(reason.errno or 0)}"


LOCK = "instance.lock"


def claim(folder: Path) -> IO[str]:
    """Takes the data folder for one instance; it is free again when the returned file closes or the process ends.

    What the holder writes into it is its address.
    """
    lock = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as reason:
        lock.close()
        raise NotReady(f"Another instance is using the data folder {folder}; choose another: DATA=folder") from reason
    lock.truncate(0)
    return lock


def address_of_holder(folder: Path) -> str | None:
    """The address of the instance that is using this folder; None when none is, or when it is still starting."""
    try:
        lock = (folder / LOCK).open(encoding="utf-8")
    except FileNotFoundError:
        return None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return lock.read() or None
        return None
