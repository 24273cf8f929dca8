"""One line a request: its id, the route's rule, the status and the time. No address, no query, no body, no name."""

from __future__ import annotations

import re
import time

import structlog
from flask import Flask, Response, g, request

from server.api.context import services

log = structlog.get_logger("lobbybook.requests")
REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def register_request_log(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else services().new_id()
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    log.info(
        "request",
        method=request.method if request.url_rule else "?",
        # The rule, not the path: a path may hold what somebody typed.
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000, 1),
        device=getattr(getattr(g, "device", None), "id", None),
    )
    return response
