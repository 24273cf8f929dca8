"""Reference data for tablets and desks. A set is named by the hash of its content, so it may be kept for ever."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Response, jsonify, request
from marshmallow import INCLUDE, Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part
from server.api.errors import Problem
from server.api.guards import guard
from server.services.read_reference import ReadReference

blueprint = Blueprint("reference", __name__, url_prefix="/api/reference", description="Topics, products, rules")
DESK_ONLY = frozenset({"reply_templates"})
A_YEAR = 365 * 24 * 3600
FOREVER = f"private, max-age={A_YEAR}, immutable"


class SetNameSchema(Schema):
    name = fields.String(required=True)
    hash = fields.String(required=True, metadata={"description": "SHA-256 of the set's content, in hex"})
    count = fields.Integer(required=True)


class ManifestSchema(Schema):
    version = fields.String(required=True)
    sets = fields.List(fields.Nested(SetNameSchema), required=True)


class ReferenceItemSchema(Schema):
    """What every item has; each set adds its own (server/reference/README.md)."""

    class Meta:
        unknown = INCLUDE

    code = fields.String(required=True)
    set = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    keys = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(("in_force", "draft", "expired")))
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, allow_none=True)
    source = fields.String(required=True)
    house = fields.Boolean(required=True)
    group = fields.String()
    group_zh = fields.String()
    group_en = fields.String()


class ReferenceSetSchema(Schema):
    name = fields.String(required=True)
    items = fields.List(fields.Nested(ReferenceItemSchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("reference.read")
@blueprint.alt_response(200, schema=ManifestSchema)
def read_manifest() -> Response:
    """Tablets are told of what they use; the desk also of what only it uses."""
    actor = current_actor()
    manifest = _reference().manifest(actor.branch_id)
    if actor.device_id is not None:
        manifest |= {"sets": [each for each in manifest["sets"] if each["name"] not in DESK_ONLY]}
    response = jsonify(manifest)
    response.set_etag(manifest["version"])
    response.headers["Cache-Control"] = "private, no-cache"
    response.make_conditional(request)
    return response


@blueprint.route("/sets/<hash>", methods=["GET"])
@guard("reference.read")
@blueprint.alt_response(200, schema=ReferenceSetSchema)
@blueprint.alt_response(404, description="No set has this hash: ask for the manifest again")
def read_set(hash: str) -> Response:
    found = _reference().set(hash, current_actor().branch_id)
    if found is None:
        raise Problem("not_found")
    response = Response(found.content, mimetype="application/json")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(_packed(found.content))
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(found.hash, weak=True)  # one for both encodings
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    response.make_conditional(request)
    return response


@lru_cache(maxsize=32)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _reference() -> ReadReference:
    found: ReadReference = part("reference")
    return found
