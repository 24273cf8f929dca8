"""The OpenAPI document, and a page that shows it without a script."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template

from server.api.guards import public

blueprint = Blueprint("docs", __name__, url_prefix="/api", template_folder="templates")
METHODS = ("get", "post", "put", "patch", "delete")


def openapi_document() -> dict[str, Any]:
    return dict(current_app.extensions["lobbybook_openapi"].spec.to_dict())


@blueprint.route("/openapi.json")
@public("it describes the interface and holds no data")
def openapi() -> Response:
    return jsonify(openapi_document())


@blueprint.route("/docs")
@public("as openapi.json")
def page() -> str:
    document = openapi_document()
    operations = [
        {"path": path, "method": method, **operation}
        for path, item in sorted(document["paths"].items())
        for method, operation in item.items()
        if method in METHODS
    ]
    return render_template("docs.html", info=document["info"], operations=operations, document=document)


@blueprint.route("/docs.css")
@public("the style of that page")
def style() -> Response:
    return Response(render_template("docs.css"), mimetype="text/css")
