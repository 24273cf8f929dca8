"""What waits to be confirmed at the desk: done in the core system, and not yet said so here. The oldest comes first."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.guards import guard
from server.api.records import CODE, CURSOR, MAX_WORDS
from server.api.schema import RecordSchema, StrictSchema
from server.services.see_records import Filter

blueprint = Blueprint("confirmations", __name__, url_prefix="/api/confirmations", description="Confirming at the desk")


class ConfirmationQuerySchema(StrictSchema):
    kind = fields.String(validate=CODE)
    q = fields.String(validate=validate.Length(1, 100), metadata={"description": "Words, all of which must be found."})
    cursor = fields.String(validate=validate.Regexp(CURSOR), metadata={"description": "`next` of the page before."})
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class ConfirmationsSchema(Schema):
    count = fields.Integer(required=True, metadata={"description": "How many wait that this person may confirm."})
    items = fields.List(fields.Nested(RecordSchema), required=True)
    next = fields.String(required=True, allow_none=True)


@blueprint.route("", methods=["GET"])
@guard("records.confirm")
@blueprint.arguments(ConfirmationQuerySchema, location="query")
@blueprint.alt_response(200, schema=ConfirmationsSchema)
def read_confirmations(query: dict[str, Any]) -> Response:
    actor, see = current_actor(), part("sync").see
    reach = see.reach(actor, actor.branch_id)
    waiting = see.to_confirm(actor)
    after = CURSOR.match(query["cursor"]) if "cursor" in query else None
    wanted = Filter(
        kind=query.get("kind"),
        words=tuple(query.get("q", "").lower().split())[:MAX_WORDS],
        waiting=waiting,
        oldest_first=True,
        after=(after[1], after[2]) if after else None,
        limit=query["limit"] + 1,
    )
    found = see.page(actor, reach, wanted, services().clock())
    shown, more = found[: query["limit"]], len(found) > query["limit"]
    count = see.listed.count(reach, Filter(waiting=waiting))
    last = f"{shown[-1]['at']}~{shown[-1]['id']}" if more else None
    return jsonify({"count": count, "items": shown, "next": last})
