"""Every route says who may call it, and means it. Routes of every part are walked: nobody has to add theirs here."""

import pytest

from server.api.guards import SAFE_METHODS, Guard, guard_of
from server.domain.roles import PERMISSIONS, ROLES
from tests.worlds import World

IGNORED = frozenset({"OPTIONS", "HEAD"})
# Whoever makes another route public names it here too, so that it is seen by two.
PUBLIC = {
    ("POST", "/api/session"),
    ("POST", "/api/devices/enrol"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/docs"),
    ("GET", "/api/docs.css"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/"),
    ("GET", "/<app_path:path>"),
    ("GET", "/api/contract.json"),
    ("GET", "/sync/ping"),
    ("GET", "/survey/page.css"),
    ("GET", "/survey/<branch_no>/<code>"),
    ("POST", "/survey/<branch_no>/<code>"),
    ("GET", "/verify/"),
    ("GET", "/verify/<path:rest>"),
    ("GET", "/verify/page.css"),
    ("GET", "/verify/page.js"),
    ("GET", "/verify/<serial>/<token>"),
}


def routes(world: World) -> list[tuple[str, str, Guard | None]]:
    return [
        (method, rule.rule, guard_of(world.app, rule.endpoint, method))
        for rule in world.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - IGNORED)
    ]


def test_every_route_carries_a_guard(world):
    assert [(method, rule) for method, rule, guard in routes(world) if guard is None] == []


def test_every_guard_names_a_known_permission_a_tablet_or_a_reason(world):
    for method, rule, guard in routes(world):
        if guard.public_reason is not None:
            assert len(guard.public_reason) > 10, f"{method} {rule} says no reason"
            assert guard.permission is None
            assert not guard.device
        else:
            assert guard.device or guard.permission in PERMISSIONS, f"{method} {rule}"


def test_only_the_listed_routes_are_public(world):
    public = {(method, rule) for method, rule, guard in routes(world) if guard.public_reason is not None}
    assert public <= PUBLIC


def test_a_stranger_is_refused_on_every_guarded_route(world):
    client = world.client()
    for method, rule, guard in routes(world):
        if guard.public_reason is None:
            answer = client.open(_address(rule), method=method, json={})
            assert answer.status_code == 401, f"{method} {rule} answered {answer.status_code}"
            assert answer.json["code"] in ("not_signed_in", "device_unknown")


def test_every_unsafe_route_wants_the_csrf_token_or_a_signature(world):
    for name in ("admin", "supervisor", "credit", "lobby", "auditor", "manager"):
        desk = world.sign_in(name)
        role = desk.user["active_role"]
        held = next(known.permissions for known in ROLES if known.code == role)
        for method, rule, guard in routes(world):
            if method in SAFE_METHODS or guard.device or guard.permission not in held:
                continue
            answer = desk.client.open(_address(rule), method=method, json={})
            assert (answer.status_code, answer.json["code"]) == (403, "csrf_invalid"), f"{method} {rule}"


@pytest.mark.parametrize("name", ["lobby", "credit", "auditor", "admin"])
def test_a_role_without_the_permission_is_refused(world, name):
    desk = world.sign_in(name)
    for method, rule, guard in routes(world):
        if guard.device or guard.permission is None or guard.permission in desk.user["permissions"]:
            continue
        answer = desk.send(method, _address(rule), {})
        assert (answer.status_code, answer.json["code"]) == (403, "not_permitted"), f"{method} {rule}"


def test_every_permission_is_held_by_some_role():
    held = frozenset().union(*(role.permissions for role in ROLES))
    assert held == frozenset(PERMISSIONS)


def _address(rule: str) -> str:
    """The rule with something in each of its places."""
    parts = ["0" if part.startswith("<int:") else "x" if part.startswith("<") else part for part in rule.split("/")]
    return "/".join(parts)
