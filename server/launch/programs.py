"""The two processes of an instance: the web server, and the worker that renders documents."""

import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from server.launch.supervisor import Program
from server.settings import Settings

APPLICATION = "server.app:create_app()"
# A stop waits this long for requests in flight; live connections never end by themselves.
GRACE = 2


def server_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "server", *arguments]


def web(settings: Settings, listening: socket.socket, log: Path) -> Program:
    """Inherits the port that the launcher already took."""
    descriptor = listening.fileno()
    return Program("web", web_command(settings, f"fd://{descriptor}"), log, (descriptor,))


def web_command(settings: Settings, bind: str) -> list[str]:
    """One process with threads: SQLite has one writer anyway, and a live connection must not starve a request."""
    return [
        *(sys.executable, "-m", "gunicorn", APPLICATION, "--bind", bind),
        *("--worker-class", "gthread", "--workers", "1", "--threads", str(settings.threads)),
        *("--graceful-timeout", str(GRACE), "--no-control-socket", "--log-level", "warning"),
        *_encryption(settings),
    ]


def _encryption(settings: Settings) -> Sequence[str]:
    if settings.tls_cert is None or settings.tls_key is None:
        return ()
    return ("--certfile", str(settings.tls_cert), "--keyfile", str(settings.tls_key))


def worker(log: Path) -> Program:
    return Program("worker", server_command("worker"), log)
