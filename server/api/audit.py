"""The audit log, newest first, for who may read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.schema import Id, StrictSchema
from server.domain.audit_chain import BANK, Link
from server.domain.moments import day_start, to_wire

blueprint = Blueprint("audit", __name__, url_prefix="/api/audit", description="The hash-chained audit log")


class AuditQuerySchema(StrictSchema):
    branch_id = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "A branch, or `bank` for what belongs to none."}
    )
    action = fields.String(validate=validate.Length(1, 60))
    before = fields.Integer(validate=validate.Range(1, 2**53), metadata={"description": "Entries older than this seq."})
    actor_id = Id()
    first_day = fields.Date(data_key="from", metadata={"description": "From this day of the bank."})
    last_day = fields.Date(data_key="to", metadata={"description": "Up to and with this day."})
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 500))


class ProofQuerySchema(StrictSchema):
    branch_id = fields.String(validate=validate.Length(1, 36))


class BreakSchema(Schema):
    seq = fields.Integer(required=True)
    reason = fields.String(required=True)


class ProofSchema(Schema):
    branch_id = fields.String(required=True)
    entries = fields.Integer(required=True)
    broken = fields.Nested(BreakSchema, required=True, allow_none=True)


class AuditEntrySchema(Schema):
    seq = fields.Integer(required=True)
    at = fields.String(required=True)
    actor_id = fields.String(required=True, allow_none=True)
    actor_name = fields.String(required=True, metadata={"description": "Empty where the system acted."})
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
        branch_id,
        before_seq=query.get("before"),
        action=query.get("action"),
        actor_id=query.get("actor_id"),
        first=_midnight(query.get("first_day"), 0, "from"),
        last=_midnight(query.get("last_day"), 1, "to"),
        limit=query["limit"],
    )
    people = {user.id: user.name for user in services().people.users()}
    return jsonify({"branch_id": branch_id, "entries": [_entry(link, people) for link in links]})


@blueprint.route("/proof", methods=["GET"])
@guard("audit.read")
@blueprint.arguments(ProofQuerySchema, location="query")
@blueprint.alt_response(200, schema=ProofSchema)
def prove_chain(query: dict[str, Any]) -> Response:
    """Reads the whole chain of the branch again and says whether every entry is what was written, and none is missing."""
    wanted = query.get("branch_id")
    branch_id = BANK if wanted == BANK else branch_in_reach(current_actor(), wanted)
    proof = services().verify_audit.of(branch_id)
    broken = {"seq": proof.broken.seq, "reason": proof.broken.why} if proof.broken else None
    return jsonify({"branch_id": branch_id, "entries": proof.entries, "broken": broken})


def _midnight(day: date | None, later: int, field: str) -> datetime | None:
    try:
        return None if day is None else day_start(day) + timedelta(days=later)
    except OverflowError as error:
        raise Problem("invalid", field=field) from error


def _entry(link: Link, people: Mapping[str, str]) -> dict[str, Any]:
    return {
        "seq": link.seq,
        "at": to_wire(link.at),
        "actor_id": link.actor_id,
        "actor_name": people.get(link.actor_id or "", ""),
        "action": link.action,
        "subject": link.subject,
        "details": json.loads(link.details),
        "hash": link.hash,
    }
