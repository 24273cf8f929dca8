"""A bank for tests: scenario verbs over the real application, so that a test reads as prose.

tablet = world.enrolled_tablet()          a real key, not signed in
tablet = world.signed_in_tablet("lobby")  enrolled, signed in, with a grant
desk = world.sign_in("supervisor")        a browser at the desk
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.api.context import EXTENSION
from server.app import Outside, create_app, with_routes
from server.domain.departments import DEPARTMENTS
from server.domain.people import Branch, User
from server.services import Services
from server.services.edit_user import AccountChange
from server.services.hash_passwords import Argon2Hasher
from server.settings import Settings
from server.store.people_store import PeopleStore
from tests.tablets import Tablet, new_key, public_jwk

PASSWORD = "correct horse battery"
# Short names for the people of the tests: role, and the department of an agent.
CAST: dict[str, tuple[str, str | None]] = {
    "lobby": ("lobby_manager", None),
    "lobby2": ("lobby_manager", None),
    "manager": ("branch_manager", None),
    "management": ("management", None),
    "marketing": ("department_agent", "marketing_dept"),
    "supervisor": ("ops_supervisor", None),
    "teller": ("teller", None),
    "credit": ("department_agent", "credit_dept"),
    "service": ("department_agent", "customer_service_dept"),
    "compliance": ("department_agent", "compliance_dept"),
    "support": ("department_agent", "tech_support"),
    "admin": ("admin", None),
    "auditor": ("auditor", None),
    "safety": ("safety_officer", None),
}
# The work factor is what makes argon2 slow, and no test measures it.
CHEAP = Argon2Hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai


@dataclass
class TestClock:
    """Stands still until it is moved."""

    __test__ = False
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass
class Desk:
    """A browser at the desk, signed in."""

    client: FlaskClient
    user: dict[str, Any]
    csrf: str

    def get(self, target: str, **options: Any) -> TestResponse:
        return self.client.get(target, **options)

    def post(self, target: str, content: Any = None, **options: Any) -> TestResponse:
        return self.send("POST", target, content, **options)

    def send(self, method: str, target: str, content: Any = None, **options: Any) -> TestResponse:
        return self.client.open(target, method=method, json=content, headers={"X-CSRF-Token": self.csrf}, **options)


@dataclass
class World:
    app: Flask
    settings: Settings
    clock: TestClock
    branch: Branch
    services: Services
    people: dict[str, User] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(9001))

    def client(self) -> FlaskClient:
        return self.app.test_client()

    def person(self, name: str, branch: Branch | None = None) -> User:
        """One of the cast, created when first named; in another branch under a name of its own."""
        home = branch or self.branch
        username = name if home == self.branch else f"{name}.{home.no}"
        if username not in self.people:
            role, department = CAST[name]
            wanted = AccountChange(name=f"测试{name}", branch_id=home.id, roles=(role,), department=department)
            self.people[username] = self.services.edit_user.create(username, PASSWORD, wanted, None, self.clock())
        return self.people[username]

    def other_branch(self) -> Branch:
        return self.services.open_branch(str(next(self._numbers)), "城西支行", None, self.clock())

    def sign_in(self, name: str, branch: Branch | None = None) -> Desk:
        user, client = self.person(name, branch), self.client()
        answer = client.post("/api/session", json={"username": user.username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return Desk(client, answer.json["user"], answer.json["csrf_token"])

    def enrolment_code(self, branch: Branch | None = None) -> str:
        return self.services.create_enrolment_code((branch or self.branch).id, None, self.clock()).code

    def enrolled_tablet(self, branch: Branch | None = None) -> Tablet:
        client, key = self.client(), new_key()
        content = {"code": self.enrolment_code(branch), "public_key": public_jwk(key), "name": "大堂平板"}
        answer = client.post("/api/devices/enrol", json=content)
        assert answer.status_code == 201, answer.text
        got = answer.json
        return Tablet(client, key, got["device_id"], got["device_no"], got["branch_id"], got["branch_no"])

    def signed_in_tablet(self, name: str = "lobby", branch: Branch | None = None) -> Tablet:
        tablet = self.enrolled_tablet(branch)
        answer = tablet.sign_in(self.person(name, branch).username, PASSWORD)
        assert answer.status_code == 200, answer.text
        return tablet


_routes = cache(with_routes)


def own_shell() -> Flask:
    """Describing the routes costs more than most tests do with them. They are described once in a process; settings and
    services are each world's own. A test that adds a route takes `with_routes` as its shell: here it would stay for all."""
    app = copy(_routes())
    app.config, app.extensions = copy(app.config), dict(app.extensions)
    return app


@contextmanager
def open_world(
    settings: Settings, clock: TestClock | None = None, shell: Callable[[], Flask] = own_shell
) -> Iterator[World]:
    """The real application on a migrated database, with one branch and the departments."""
    clock = clock or TestClock()
    app = create_app(settings, Outside(clock=clock, random=os.urandom, hasher=CHEAP), shell)
    routes = len(app.view_functions)
    app.testing = False  # an unexpected error must become the answer a person would get
    services: Services = app.extensions[EXTENSION]
    people = services.people
    assert isinstance(people, PeopleStore)
    people.save_departments(DEPARTMENTS)
    branch = services.open_branch("0113", "城东支行", None, clock())
    try:
        yield World(app, settings, clock, branch, services)
        assert shell is not own_shell or len(app.view_functions) == routes, (
            "a route was added to the shell all worlds share"
        )
    finally:
        services.close()
