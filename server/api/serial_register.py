"""The register of serials: what was reserved, what became of it, and that none is missing."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor
from server.api.document_shown import DocumentSchema, documents_part, shown_documents
from server.api.documents import BranchQuerySchema
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.services.ports_documents import RegisterQuery

blueprint = Blueprint("serial_register", __name__, url_prefix="/api/serials", description="The register of serials")
STANDINGS: dict[str, tuple[str, ...]] = {
    "issued": ("issued",),
    "superseded": ("superseded",),
    "void": ("voided",),
    "reserved": ("waiting", "media_incomplete", "ready", "rendering", "failed"),
}
"""What a serial is, by the states of its document."""


class RegisterFilterSchema(BranchQuerySchema):
    code = fields.String(validate=validate.Length(1, 20))
    standing = fields.String(validate=validate.OneOf(list(STANDINGS)))
    from_ = fields.Date(data_key="from", metadata={"description": "Reserved on this day of the bank or later."})
    to = fields.Date(metadata={"description": "Reserved on this day of the bank or earlier."})


class RegisterQuerySchema(RegisterFilterSchema):
    cursor = fields.String(
        validate=validate.Length(1, 40), metadata={"description": "`next` of the page before; opaque."}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class SerialSchema(DocumentSchema):
    standing = fields.String(required=True, validate=validate.OneOf(list(STANDINGS)))


class GapSchema(Schema):
    """`last` numbers of the prefix were given on that day, but only `registered` are known."""

    prefix = fields.String(required=True)
    day = fields.String(required=True)
    last = fields.Integer(required=True)
    registered = fields.Integer(required=True)


class RegisterSchema(Schema):
    items = fields.List(fields.Nested(SerialSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class SummarySchema(Schema):
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    gaps = fields.List(fields.Nested(GapSchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(RegisterQuerySchema, location="query")
@blueprint.alt_response(200, schema=RegisterSchema)
def list_serials(query: dict[str, Any]) -> Response:
    branch_id = branch_in_reach(current_actor(), query.get("branch_id"))
    limit = query["limit"]
    found = documents_part().register.page(branch_id, register_query(query), query.get("cursor"), limit + 1)
    following = found[limit - 1].serial if len(found) > limit else None
    items = [{**each, "standing": standing_of(each["state"])} for each in shown_documents(found[:limit])]
    return jsonify({"items": items, "next": following})


@blueprint.route("/summary", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(RegisterFilterSchema, location="query")
@blueprint.alt_response(200, schema=SummarySchema)
def sum_up_serials(query: dict[str, Any]) -> Response:
    branch_id, wanted = branch_in_reach(current_actor(), query.get("branch_id")), register_query(query)
    register, definitions = documents_part().register, documents_part().definitions
    counts = dict.fromkeys(STANDINGS, 0)
    for state, count in register.counts(branch_id, wanted).items():
        counts[standing_of(state)] += count
    prefixes = [each.prefix for code, each in definitions.items() if wanted.code in (None, code)]
    gaps = [each for each in register.series(branch_id, wanted, prefixes) if each.registered != each.last]
    return jsonify({"counts": counts, "gaps": [vars(each) for each in gaps]})


def standing_of(state: str) -> str:
    return next(standing for standing, states in STANDINGS.items() if state in states)


def register_query(query: dict[str, Any]) -> RegisterQuery:
    first, last = query.get("from_"), query.get("to")
    return RegisterQuery(
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        code=query.get("code"),
        states=STANDINGS.get(query.get("standing", ""), ()),
    )
