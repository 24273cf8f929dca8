"""Asks a starting web process whether it answers."""

import http.client
import json
import ssl
from collections.abc import Callable
from contextlib import closing, suppress

from server.launch.address import Place
from server.launch.checks import NotReady
from server.launch.supervisor import Ended, Supervisor

START_WITHIN = 60.0
LOOK_EVERY = 0.1
PATIENCE = 5.0


def until_ready(where: Place, supervisor: Supervisor, clock: Callable[[], float]) -> Ended | None:
    """Returns None when the web process answers, or what ended the start before it did."""
    deadline = clock() + START_WITHIN
    while clock() < deadline:
        if answers(where):
            return None
        ended = supervisor.wait(LOOK_EVERY)
        if ended is not None:
            return ended
    raise NotReady(f"The server did not answer at {where.url} within {START_WITHIN:.0f} s; see its log")


def answers(where: Place) -> bool:
    with suppress(OSError, ValueError, http.client.HTTPException), closing(_connect(where)) as connection:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return answer.status == 200 and isinstance(json.loads(answer.read()), dict)
    return False


def _connect(where: Place) -> http.client.HTTPConnection:
    host = "127.0.0.1" if where.bind == "0.0.0.0" else "::1" if where.bind == "::" else where.bind
    if not where.https:
        return http.client.HTTPConnection(host, where.port, timeout=PATIENCE)
    # Our own child on a port that we opened: what counts is that it answers, not who vouches for it.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(host, where.port, timeout=PATIENCE, context=context)
