"""Joins everything HTTP: blueprints found in this folder, guards, errors, headers, request log, OpenAPI."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import flask_smorest
from flask import Flask

import server.api
from server.api.errors import register_error_handlers
from server.api.guards import enforce_guard, refuse_unstorable_address
from server.api.headers import register_headers
from server.api.reading_log import register_reading_log
from server.api.request_log import register_request_log
from server.api.schema import ErrorSchema

OPENAPI = {
    "API_TITLE": "Lobbybook 厅堂台账",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": None,  # served by docs.py, behind a guard like every other route
}


class DocumentedApi(flask_smorest.Api):
    """flask-smorest without its own error handlers: ours give the one shape, for every route."""

    ERROR_SCHEMA = ErrorSchema

    def _register_error_handlers(self) -> None:
        """Ours are registered for the whole application."""


def register_api(app: Flask) -> None:
    app.config.update(OPENAPI)
    register_request_log(app)
    app.before_request(refuse_unstorable_address)
    app.before_request(enforce_guard)
    register_reading_log(app)
    register_headers(app)
    api = DocumentedApi(app)
    for blueprint in _blueprints():
        if isinstance(blueprint, flask_smorest.Blueprint):
            api.register_blueprint(blueprint)
        else:
            app.register_blueprint(blueprint)
    app.extensions["lobbybook_openapi"] = api
    register_error_handlers(app)


def _blueprints() -> list[Any]:
    names = [module.name for module in iter_modules(server.api.__path__) if not module.ispkg]
    modules = [import_module(f"server.api.{name}") for name in sorted(names)]
    return [module.blueprint for module in modules if hasattr(module, "blueprint")]
