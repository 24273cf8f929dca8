"""What tablets speak: push and pull. sync/README.md is the protocol."""

from __future__ import annotations

import json
import re
from gzip import compress
from typing import cast

from flask import Response, request
from marshmallow import Schema, fields

from server.api.blueprints import Blueprint
from server.api.context import current_actor, current_device, part, services
from server.api.errors import Problem
from server.api.guards import device_guard, public
from server.api.ndjson import NDJSON, read_lines
from server.domain.moments import to_wire
from server.domain.people import Held
from server.services.read_feed import Carrier
from server.services.sync_part import SyncPart

blueprint = Blueprint("sync", __name__, url_prefix="/sync", description="Tablets: push and pull")
CURSOR = re.compile(r"([a-z]+:[0-9a-z:-]{1,70})~([0-9]{1,15})\Z", re.ASCII)
MAX_CURSORS = 20
COMPRESS_LEVEL = 3
PUSH_BODY = {
    "required": True,
    "description": "Frozen operations, one a line; at most 500 lines and 1 MiB. May be gzipped (Content-Encoding).",
    "content": {NDJSON: {"schema": {"type": "string"}}},
}
PULL_QUERY = [
    {"name": "epoch", "in": "query", "schema": {"type": "string"}, "description": "The epoch the cursors belong to."},
    {
        "name": "c",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": "`<scope>~<seq>` for every scope of which something is held.",
    },
    {"name": "verify", "in": "query", "schema": {"type": "string", "enum": ["1"]}, "description": "Ask for checks."},
]


class PushedSchema(Schema):
    epoch = fields.String(required=True)
    server_time = fields.String(required=True)
    durable_through = fields.Integer(required=True)
    receipts = fields.List(fields.Dict(), required=True)


class PulledSchema(Schema):
    epoch = fields.String(required=True)
    server_time = fields.String(required=True)
    entitlement = fields.String(required=True)
    contract = fields.String(required=True)
    reference = fields.String(required=True)
    durable_through = fields.Integer(required=True)
    more = fields.Boolean(required=True)
    scopes = fields.List(fields.Dict(), required=True)


@blueprint.route("/push", methods=["POST"])
@device_guard()
@blueprint.doc(requestBody=PUSH_BODY)
@blueprint.alt_response(200, schema=PushedSchema)
def push() -> Response:
    """Keeps every line, decides what can be decided, and answers a receipt for each, in order."""
    device, now = current_device(), services().clock()
    receipts = _sync().receive(device, read_lines(request), now)
    with _sync().look() as epoch:
        through = _sync().durable_through(device, now)
    about = {"epoch": epoch, "server_time": to_wire(now), "durable_through": through}
    return _json(f'{json.dumps(about)[:-1]},"receipts":[{",".join(receipts)}]}}')


@blueprint.route("/pull", methods=["GET"])
@device_guard("sync.pull")
@blueprint.doc(parameters=PULL_QUERY)
@blueprint.alt_response(200, schema=PulledSchema)
def pull() -> Response:
    """What changed since the cursors, in every scope this person may carry on this tablet."""
    device, now, sync = current_device(), services().clock(), _sync()
    carrier = Carrier.of(current_actor(), device.id)
    if device.branch_id != carrier.branch_id:
        raise Problem("wrong_branch")
    if device.state == "quarantined":
        raise Problem("device_quarantined")
    sync.receive.contact(device, now, held=_held())
    with sync.look() as epoch:
        cursors = _cursors(request.args.getlist("c")) if request.args.get("epoch") == epoch else {}
        pages = sync.read_feed(carrier, cursors, verify=request.args.get("verify") == "1")
        about = {
            "epoch": epoch,
            "server_time": to_wire(now),
            "entitlement": carrier.entitlement,
            "contract": sync.contract_version(),
            "reference": sync.reference_version(carrier.branch_id),
            "durable_through": sync.durable_through(device, now),
            "more": any(page.end < page.head for page in pages),
        }
    return _json(f'{json.dumps(about)[:-1]},"scopes":[{",".join(page.text() for page in pages)}]}}')


@blueprint.route("/ping", methods=["GET"])
@public("a tablet asks whether this is its server; the answer holds no data")
def ping() -> Response:
    return _json(json.dumps({"epoch": _sync().epoch(), "server_time": to_wire(services().clock())}))


def _sync() -> SyncPart:
    return cast(SyncPart, part("sync"))


def _held() -> Held | None:
    """What the tablet says it still holds, in headers: it says so at every pull, and a wrong figure does no harm."""
    said = [request.headers.get(name, "") for name in ("X-Unsent", "X-Drafts")]
    counts = [int(text) for text in said if text.isascii() and text.isdigit() and len(text) < 8]
    return Held(*counts) if len(counts) == len(said) else None


def _cursors(texts: list[str]) -> dict[str, int]:
    if len(texts) > MAX_CURSORS:
        raise Problem("bad_request", field="c")
    found = [CURSOR.match(text) for text in texts]
    if None in found:
        raise Problem("bad_request", field="c")
    return {match[1]: int(match[2]) for match in found if match}


def _json(text: str) -> Response:
    content = text.encode()
    response = Response(content, mimetype="application/json")
    response.headers["Vary"] = "Accept-Encoding"
    if len(content) > 1000 and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.data = compress(content, COMPRESS_LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    return response
