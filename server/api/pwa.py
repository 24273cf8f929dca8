"""The built app: its files, and its first page for every address the app itself routes."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Blueprint, Response, request, send_file
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import PathConverter
from werkzeug.security import safe_join

from server.api.context import services
from server.api.errors import Problem
from server.api.guards import public

blueprint = Blueprint("pwa", __name__)
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
HASHED = "assets/"  # the build puts a hash into these names, so their content never changes
A_YEAR = 365 * 24 * 3600
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".wasm": "application/wasm"}


class AppPath(PathConverter):
    """Every path but those of the API: for them an unknown one is 404 and a wrong method 405, whatever the app does."""

    regex = r"(?!(?:api|sync)(?:/|$))[^/].*?"


@blueprint.record_once
def _know_app_paths(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["app_path"] = AppPath


@blueprint.route("/", defaults={"path": ""})
@blueprint.route("/<app_path:path>")
@public("the app itself holds no data; it has to load before anybody can sign in")
def serve(path: str) -> Response:
    folder = services().settings.pwa_folder
    found = _file(folder, path) if path else None
    if found is not None:
        return _sent(found, path)
    if "." in path.rsplit("/", 1)[-1]:  # a file that is not there, not a page of the app
        raise Problem("not_found")
    first_page = _file(folder, "index.html")
    if first_page is None:
        raise Problem("unavailable", details={"reason": "the app is not built"})
    return _sent(first_page, "index.html")


def _file(folder: Path, path: str) -> Path | None:
    joined = safe_join(str(folder), path)
    if joined is None:
        return None
    try:
        return Path(joined) if Path(joined).is_file() else None
    except (OSError, ValueError):  # a name no file system takes
        return None


def _sent(file: Path, path: str) -> Response:
    """The smallest form the browser takes, if the build made one. Only hashed names may be kept unasked."""
    body, encoding = file, None
    for name, suffix in ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if request.accept_encodings.quality(name) > 0 and packed.is_file():
            body, encoding = packed, name
            break
    forever = path.startswith(HASHED)
    response = send_file(body, mimetype=_type_of(file), conditional=True, max_age=A_YEAR if forever else None)
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if forever else "no-cache"
    return response


def _type_of(file: Path) -> str:
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
