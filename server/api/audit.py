"""The audit log, newest first, for who may read it."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.schema import StrictSchema
from server.domain.audit_chain import BANK, Link
from server.domain.moments import to_wire

blueprint = Blueprint("audit", __name__, url_prefix="/api/audit", description="The hash-chained audit log")


class AuditQuerySchema(StrictSchema):
    branch_id = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "A branch, or `bank` for what belongs to none."}
    )
    action = fields.String(validate=validate.Length(1, 60))
    before = fields.Integer(validate=validate.Range(1, 2**53), metadata={"description": "Entries older than this seq."})
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 500))


class AuditEntrySchema(Schema):
    seq = fields.Integer(required=True)
    at = fields.String(required=True)
    actor_id = fields.String(required=True, allow_none=True)
    action = fields.String(required=True)
    subject = fields.String(required=True)
    details = fields.Dict(required=True)
    hash = fields.String(required=True)


class AuditSchema(Schema):
    branch_id = fields.String(required=True)
    entries = fields.List(fields.Nested(AuditEntrySchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("audit.read")
@blueprint.arguments(AuditQuerySchema, location="query")
@blueprint.alt_response(200, schema=AuditSchema)
def list_entries(query: dict[str, Any]) -> Response:
    wanted = query.get("branch_id")
    branch_id = BANK if wanted == BANK else branch_in_reach(current_actor(), wanted)
    links = services().audit_pages.newest(
        branch_id, before_seq=query.get("before"), action=query.get("action"), limit=query["limit"]
    )
    return jsonify({"branch_id": branch_id, "entries": [_entry(link) for link in links]})


def _entry(link: Link) -> dict[str, Any]:
    return {
        "seq": link.seq,
        "at": to_wire(link.at),
        "actor_id": link.actor_id,
        "action": link.action,
        "subject": link.subject,
        "details": json.loads(link.details),
        "hash": link.hash,
    }
