"""One error shape for everything that is refused: {code, message: {zh, en}, field?, details?}."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException

from server.api.error_tables import error_table
from server.domain.errors import DomainError

log = structlog.get_logger("lobbybook.errors")

BY_STATUS = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_permitted",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    413: "too_large",
    414: "uri_too_long",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many_attempts",
    431: "headers_too_large",
    503: "unavailable",
}


class Problem(Exception):
    """Raised by a route: `raise Problem("not_found")`. A service raises a DomainError with the same codes."""

    def __init__(self, code: str, *, field: str | None = None, details: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.details = details


def error_body(code: str, field: str | None = None, details: Mapping[str, object] | None = None) -> dict[str, Any]:
    entry = error_table()[code]
    body: dict[str, Any] = {"code": code, "message": {"zh": entry.zh, "en": entry.en}}
    if field is not None:
        body["field"] = field
    if details:
        body["details"] = dict(details)
    return body


def error_response(code: str, field: str | None = None, details: Mapping[str, object] | None = None) -> Response:
    response = Response(
        json.dumps(error_body(code, field, details)), status=error_table()[code].status, mimetype="application/json"
    )
    retry_after = (details or {}).get("retry_after")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def register_error_handlers(app: Flask) -> None:
    app.register_error_handler(Problem, lambda e: error_response(e.code, e.field, e.details))
    app.register_error_handler(DomainError, lambda e: error_response(e.code, e.field, e.details))
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(RecursionError, lambda _: error_response("bad_json"))
    app.register_error_handler(Exception, _from_unexpected)


def _from_http(error: HTTPException) -> Response:
    messages = getattr(error, "data", {}).get("messages") if error.code == 422 else None
    response = error_response(_code_of(error), *_first_field(messages))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def _code_of(error: HTTPException) -> str:
    status = error.code or 500
    if status in BY_STATUS:
        return BY_STATUS[status]
    return "bad_request" if status < 500 else "server_error"


def _first_field(messages: Any) -> tuple[str | None, Mapping[str, object] | None]:
    """marshmallow's {location: {field: […]}} as the first wrong field, and all of them."""
    if not isinstance(messages, dict):
        return None, None
    fields: dict[str, object] = {}
    for location in messages.values():
        if isinstance(location, dict):
            fields.update({str(name): why for name, why in location.items()})
    first = next(iter(fields), None)
    return (None if first == "_schema" else first), ({"fields": fields} if fields else None)


def _from_unexpected(error: Exception) -> Response:
    # The message may hold what was typed, so the log gets the kind of error and the places it passed, nothing else.
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("unexpected", error=type(error).__name__, places=places[-12:])
    return error_response("server_error")
