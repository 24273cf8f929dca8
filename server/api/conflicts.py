"""Conflicts that wait for somebody to choose; choosing is a step of the record (`resolve`)."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, fields

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part
from server.api.guards import guard
from server.services.sync_part import SyncPart

blueprint = Blueprint("conflicts", __name__, url_prefix="/api/conflicts", description="Values that met other values")
AT_ONCE = 200


class ConflictSchema(Schema):
    """`fields` holds [base, mine, theirs] of each, masked; `mine` is what the operation wanted, `theirs` what it met."""

    id = fields.String(required=True)
    record_id = fields.String(required=True)
    kind = fields.String(required=True)
    fields_ = fields.Dict(keys=fields.String(), required=True, data_key="fields")
    actor_id = fields.String(required=True)
    at = fields.String(required=True)
    resolved_by = fields.String(required=True, allow_none=True)


class ConflictsSchema(Schema):
    items = fields.List(fields.Nested(ConflictSchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("conflicts.resolve")
@blueprint.alt_response(200, schema=ConflictsSchema)
def list_conflicts() -> Response:
    """The open ones of one's branch, the oldest first."""
    actor, sync = current_actor(), cast(SyncPart, part("sync"))
    kinds = sync.see.reach(actor, actor.branch_id).kinds
    found = [each for each in sync.conflicts.open(actor.branch_id, AT_ONCE) if each.kind in kinds]
    return jsonify({"items": [_item(shown) for shown in sync.see.show.conflicts(actor.branch_id, found)]})


def _item(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name != "t"}
