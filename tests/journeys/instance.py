"""A real instance for a journey: web and worker as processes of their own, stopped, killed and started again at will."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.launch.address import Place, interface_addresses, place
from server.launch.readiness import answers
from tests.journeys.processes import Running, forked, printed, signalled, started
from tests.journeys.waiting import until

# Set by whoever tries a build that is not in pwa/dist.
PWA_FOLDER = "LOBBYBOOK_PWA_FOLDER"


def free_port() -> int:
    """Kept for a whole run, so not one of those that the system gives to whoever asks (from 32768 on)."""
    # Not by the seed of a test run: its processes would all try the same.
    for port in random.SystemRandom().sample(range(20_000, 30_000), 50):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("there is no free port")


@dataclass
class Instance:
    """`start` and `stop` as often as a journey likes, always on the same port and data: a server that comes back."""

    data: Path
    port: int
    accounts: dict[str, Any] = field(default_factory=dict)
    host: str = "127.0.0.1"
    app: Path | None = None
    """The folder of another build than the usual one."""
    _running: dict[str, Running] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return place(self.host, self.port, interface_addresses(), socket.gethostname())

    @property
    def url(self) -> str:
        return self.place.url

    @property
    def enrolment_link(self) -> str:
        """For one tablet; a code works once."""
        link: str = self.accounts["enrolment_link"]
        return link.replace(self.accounts["address"], self.url)

    def fresh_enrolment_link(self) -> str:
        link: str = json.loads(self.command("device", "enrolment-code", "--json"))["link"]
        return link

    def prepare(self) -> None:
        self.data.mkdir()
        self.command("migrate")
        self.command("seed-demo")
        self.command("worker", "--once")  # or the worker of every journey would begin with the same morning's work
        self.learns_who_is_there()

    def learns_who_is_there(self) -> None:
        """And a code with which a tablet may be enrolled."""
        self.accounts = json.loads(self.command("demo-accounts"))

    def twin(self, data: Path, host: str = "127.0.0.1") -> Instance:
        """Another instance that starts with everything this one holds, at the address its papers name; this one must not run."""
        shutil.copytree(self.data, data)
        return Instance(data, self.port, self.accounts, host)

    def command(self, *arguments: str) -> str:
        """What it prints; it ends by itself."""
        return printed(arguments, self.environment())

    def start(self) -> None:
        for name in ("serve", "worker"):
            self._running[name] = forked((name,), self.environment(), self._log(name))
        self._wait_until_it_answers()

    def start_as_a_person_does(self) -> None:
        """By the command behind `make run`, which also makes the certificates."""
        self._running["up"] = started(("up",), self.environment(), self._log("up"))
        self._wait_until_it_answers()

    def kill(self) -> None:
        """As a power cut does: no goodbye, and nobody tidies up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LOBBYBOOK_")}
        own = {"DATA": str(self.data), "HOST": self.host, "PORT": str(self.port), "LOG_LEVEL": "warning"}
        own["WARM_RENDERER"] = "no"  # most journeys print nothing
        app = self.app or os.environ.get(PWA_FOLDER)
        built = {PWA_FOLDER: str(app)} if app else {}
        return clean | built | {f"LOBBYBOOK_{name}": value for name, value in own.items()}

    def _log(self, name: str) -> Path:
        return self.data / f"{name}.log"

    def _end(self, number: signal.Signals) -> None:
        ending = list(self._running.values())
        self._running.clear()
        for each in ending:
            signalled(each, number)
        for each in ending:
            each.ended()
            signalled(each, signal.SIGKILL)  # gunicorn's own children, when their master was killed

    def _wait_until_it_answers(self) -> None:
        until(lambda: answers(self.place), f"{self.url} answers")
