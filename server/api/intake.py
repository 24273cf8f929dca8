"""What tablets sent and nobody could decide: kept, and shown here without a word of what it says."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify
from marshmallow import Schema, fields

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part
from server.api.guards import guard
from server.services.sync_part import SyncPart

blueprint = Blueprint("intake", __name__, url_prefix="/api/intake", description="Kept, and not decided")
AT_ONCE = 200


class NoticedSchema(Schema):
    """`state`: undecided, unparseable, foreign_device or identity_reuse; `error` is the kind of the last failure."""

    hash = fields.String(required=True)
    device_id = fields.String(required=True, attribute="sent_by")
    received_at = fields.String(required=True)
    op_id = fields.String(required=True, allow_none=True)
    op_seq = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True)
    error = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    retry_at = fields.String(required=True, allow_none=True)


class NoticedListSchema(Schema):
    items = fields.List(fields.Nested(NoticedSchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("devices.read")
@blueprint.alt_response(200, schema=NoticedListSchema)
def list_noticed() -> Response:
    """The newest of one's branch first."""
    found = cast(SyncPart, part("sync")).intake.noticed(current_actor().branch_id, AT_ONCE)
    return jsonify(NoticedListSchema().dump({"items": found}))
