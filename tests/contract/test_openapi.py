"""Requests made from the OpenAPI document, wanted and unwanted ones: the server never fails, and refuses in one shape.

In process and signed in, over every route of every part. A tablet's signature is put on by `Signing`, so that routes for
tablets are reached too.
"""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode

from server.api.guards import guard_of
from server.domain.roles import may
from tests.conftest import settings_for
from tests.databases import migrated_sqlite
from tests.tablets import Tablet
from tests.worlds import CAST, Desk, World, open_world

EXAMPLES = 15
FIRST_WORDS = 1e-9
"""Seconds after which a live line has been listened to for long enough; it never ends by itself."""
PEOPLE = ("admin", "supervisor", "manager", "credit", "lobby", "auditor")


@schemathesis.serializer("application/x-ndjson")
def lines(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A push as it is, or whatever stands in its place as one line of JSON."""
    return (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "surrogatepass")


@schemathesis.serializer("application/offset+octet-stream")
def part(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A part of a file: bytes, whatever they are."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


class Signing:
    """A WSGI step between the made-up requests and the application: cookie, CSRF token and the tablet's signature."""

    def __init__(self, app: Any, tablet: Tablet) -> None:
        self.app = app
        self.tablet = tablet
        self.cookie = ""
        self.csrf = ""

    def act_as(self, desk: Desk) -> None:
        cookie = desk.client.get_cookie("lobbybook")
        assert cookie is not None
        self.cookie, self.csrf = f"lobbybook={cookie.value}", desk.csrf

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        environ["HTTP_COOKIE"] = self.cookie
        target = environ.get("RAW_URI") or environ["REQUEST_URI"]
        for name, value in self.tablet.headers(environ["REQUEST_METHOD"], target, body).items():
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        environ["HTTP_X_CSRF_TOKEN"] = self.csrf
        return self.app(environ, start_response)  # type: ignore[no-any-return]  # WSGI has no types


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterable[World]:
    folder = tmp_path_factory.mktemp("openapi")
    file = migrated_sqlite(folder / "lobbybook.sqlite3")
    with open_world(settings_for(f"sqlite:///{file}", folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def signing(world: World) -> Signing:
    step = Signing(world.app.wsgi_app, world.signed_in_tablet("lobby"))
    world.app.wsgi_app = step  # type: ignore[method-assign]  # Flask's own way to add a step
    return step


@pytest.fixture(scope="module")
def api(world: World, signing: Signing) -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", world.app)


@pytest.mark.long
def test_no_request_makes_the_server_fail(api: Any, world: World, signing: Signing, subtests: pytest.Subtests) -> None:
    for found in api.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode:
            with subtests.test(operation.label, mode=mode.value):
                attack(operation.as_strategy(generation_mode=mode), itertools.cycle(allowed(world, operation)), signing)


def allowed(world: World, operation: Any) -> list[Callable[[], Desk]]:
    """Sign-ins of the people whose role gets past the operation's guard; of everybody where none is asked for.

    Each example signs in anew: the one before may have signed out, or changed the account it worked under. What only
    reads leaves the session as it was, so there each person signs in once.
    """
    rule = next(
        rule
        for rule in world.app.url_map.iter_rules()
        if re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) == operation.path
        and operation.method.upper() in (rule.methods or ())
    )
    guard = guard_of(world.app, rule.endpoint, operation.method.upper())
    assert guard is not None
    held = [name for name in PEOPLE if guard.permission is None or may(CAST[name][0], guard.permission)]
    signing_in: list[Callable[[], Desk]] = [partial(world.sign_in, name) for name in held]
    return [cache(each) for each in signing_in] if operation.method.upper() == "GET" else signing_in


def attack(cases: SearchStrategy[Any], people: Iterator[Callable[[], Desk]], signing: Signing) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def every_case_is_answered(case: Any) -> None:
        signing.cookie = ""
        signing.act_as(next(people)())
        answer = case.call(timeout=FIRST_WORDS)
        assert answer.status_code < 500
        if answer.status_code >= 400:
            assert {"code", "message"} <= answer.json().keys()
            assert set(answer.json()["message"]) == {"zh", "en"}

    with suppress(Unsatisfiable):  # nothing wrong can be made for a route that takes nothing
        every_case_is_answered()
