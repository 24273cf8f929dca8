"""From `python -m server up` to a running instance, and back to none."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server.launch import certificate, checks, programs, terminal
from server.launch.address import Place, interface_addresses, place
from server.launch.certificate import CertificateFiles
from server.launch.certificate_offer import PATH, CertificateOffer
from server.launch.checks import NotReady
from server.launch.readiness import until_ready
from server.launch.supervisor import Ended, Supervisor
from server.settings import PREFIX, Settings

LAST_LINES = 5


@dataclass(frozen=True)
class Opening:
    """What is known before the first process starts."""

    settings: Settings
    where: Place
    environment: dict[str, str]
    own_authority: CertificateFiles | None
    """Set when this installation signs its own certificate."""
    fresh_authority: bool


def where_to_listen(settings: Settings) -> Place:
    found = place(settings.host, settings.port, interface_addresses(), socket.gethostname())
    return replace(found, https=found.https or settings.tls_cert is not None)


def at_its_address(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """The settings of an instance that runs or would be started here, with the address people use for it."""
    url = environment.get(f"{PREFIX}PUBLIC_URL") or checks.address_of_holder(settings.data)
    return settings.changed(public_url=url or where_to_listen(settings).url)


def prepare(settings: Settings, where: Place, now: datetime, environment: Mapping[str, str]) -> Opening:
    """Decides encryption and the address people use, and puts both into the environment of the processes."""
    authority, fresh = None, False
    if where.https and settings.tls_cert is None:
        authority = CertificateFiles(settings.data / "certificates")
        fresh = certificate.ensure(authority, where.hosts, now)
        settings = settings.changed(tls_cert=authority.server, tls_key=authority.server_key)
    url = environment.get(f"{PREFIX}PUBLIC_URL") or where.url
    settings = settings.changed(host=where.bind, port=where.port, public_url=url)
    return Opening(settings, where, {**environment, **_as_variables(settings)}, authority, fresh)


def _as_variables(settings: Settings) -> dict[str, str]:
    decided = {name: getattr(settings, name) for name in ("data", "host", "port", "public_url", "tls_cert", "tls_key")}
    return {PREFIX + name.upper(): str(value) for name, value in decided.items() if value is not None}


def up(settings: Settings, environment: Mapping[str, str], *, history: bool = False) -> int:
    """Runs until a signal or the end of a process; the exit code of the launcher. `history`: the demonstration's branch has
    three months behind it."""
    with ExitStack() as held:
        checks.require_libraries()
        checks.require_writable(settings.data)
        lock = held.enter_context(checks.claim(settings.data))
        where = where_to_listen(settings)
        listening = held.enter_context(checks.listen(where.bind, where.port))
        where = replace(where, port=listening.getsockname()[1])
        opening = prepare(settings, where, datetime.now(UTC), environment)
        lock.write(opening.settings.public_url)
        lock.flush()
        _say("Preparing the database")
        _run(opening, "migrate")
        if history:
            _live_the_months(opening)
        _run(opening, "seed-demo")
        return _supervise(opening, listening, held)


def _live_the_months(opening: Opening) -> None:
    """Once, with its progress on the terminal. A demonstration without a past is still one, so its failure stops nothing."""
    _say("Looking for the demonstration's three months; the first start lives them, which takes about a minute")
    command = programs.server_command("seed-history")
    if subprocess.run(command, env=opening.environment, check=False, stdout=subprocess.DEVNULL).returncode:
        _say("The three months could not be made; the demonstration begins today")


def _supervise(opening: Opening, listening: socket.socket, held: ExitStack) -> int:
    supervisor = Supervisor(opening.environment)
    held.callback(supervisor.stop, time.monotonic)
    supervisor.on_signals(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    logs = opening.settings.data / "log"
    _say("Starting the web server and the worker")
    supervisor.start(programs.web(opening.settings, listening, logs / "web.log"))
    supervisor.start(programs.worker(logs / "worker.log"))
    ended = until_ready(opening.where, supervisor, time.monotonic)
    if ended is None:
        _welcome(opening, logs, held)
        ended = supervisor.wait()
    return _farewell(ended)


def _welcome(opening: Opening, logs: Path, held: ExitStack) -> None:
    if opening.own_authority is not None:
        link = _offer_certificate(opening, held)
        fingerprint = certificate.fingerprint(opening.own_authority)
        _say(terminal.certificate_note(link, fingerprint, opening.fresh_authority))
    accounts: Mapping[str, Any] = json.loads(_run(opening, "demo-accounts"))
    _say(terminal.welcome(accounts, str(logs), str(opening.settings.data)))


def _offer_certificate(opening: Opening, held: ExitStack) -> str:
    assert opening.own_authority is not None
    where = opening.where
    try:
        offer = CertificateOffer(where.bind, where.port + 1, opening.own_authority.authority)
    except OSError:  # the next port is another instance's: any free one will do, since the link names it
        offer = CertificateOffer(where.bind, 0, opening.own_authority.authority)
    held.enter_context(offer)
    return replace(where, port=offer.port, https=False).url + PATH


def _run(opening: Opening, *command: str) -> str:
    """Runs one of the server's own commands to its end, and returns what it printed."""
    done = subprocess.run(
        programs.server_command(*command),
        env=opening.environment,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # Ctrl-C is ours to answer
    )
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()
        raise NotReady(f"`python -m server {' '.join(command)}` failed: {words[-1]}")
    return done.stdout


def _farewell(ended: Ended | None) -> int:
    if ended is None or ended.program is None:
        _say("\nStopping")
        return 0
    last = ended.program.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    _say("\n".join([f"The {ended.program.name} process ended with code {ended.code}. Its last lines:", *last]))
    return 1


def _say(text: str) -> None:
    print(text, flush=True)


def start(settings: Settings, *, history: bool = False) -> int:
    try:
        return up(settings, os.environ, history=history)
    except NotReady as reason:
        print(f"Lobbybook cannot start: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before there was anything to stop
        return 130
