"""Is the process alive, and is it ready to work?"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from flask import Blueprint, Response, jsonify

from server.api.context import services
from server.api.guards import public

blueprint = Blueprint("health", __name__)
log = structlog.get_logger("lobbybook.health")


@blueprint.route("/healthz")
@public("a load balancer asks it; it tells nothing but that the process answers")
def healthz() -> Response:
    return jsonify({"ok": True})


@blueprint.route("/readyz")
@public("a load balancer asks it; it names checks, not data")
def readyz() -> tuple[Response, int]:
    results = {name: _holds(name, check) for name, check in services().checks.items()}
    ready = all(results.values())
    return jsonify({"ready": ready, "checks": results}), 200 if ready else 503


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return bool(check())
    except Exception as error:  # whatever is broken, the answer is "not ready" and the log says what
        log.warning("not ready", check=name, error=type(error).__name__)
        return False
