"""What people do with a document: take a copy along, declare it void, have it issued again. Each with who, when and why."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.document_shown import DocumentSchema, documents_part, found_document, shown_document
from server.api.documents import PDF, BranchQuerySchema, pdf_file
from server.api.errors import Problem
from server.api.guards import guard
from server.api.schema import StrictSchema
from server.documents.reasons import VOID_CAUSES
from server.domain.moments import to_wire

blueprint = Blueprint("document_changes", __name__, url_prefix="/api/documents", description="Copies, void, again")
REASON = validate.Length(2, 200)
COPY_HEADER = "X-Document-Copy"


class CopySchema(StrictSchema):
    branch_id = fields.String(validate=validate.Length(1, 36))
    purpose = fields.String(required=True, validate=validate.OneOf(["download", "print"]))
    reason = fields.String(validate=REASON, metadata={"description": "Needed from the second copy on."})


class VoidSchema(StrictSchema):
    cause = fields.String(required=True, validate=validate.OneOf(VOID_CAUSES))
    reason = fields.String(required=True, validate=REASON)


class ReissueSchema(StrictSchema):
    reason = fields.String(required=True, validate=REASON)


class CopyEntrySchema(Schema):
    number = fields.Integer(required=True)
    purpose = fields.String(required=True, validate=validate.OneOf(["download", "print", "archive"]))
    by_name = fields.String(required=True)
    at = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)


class CopiesSchema(Schema):
    items = fields.List(fields.Nested(CopyEntrySchema), required=True)


@blueprint.route("/<document_id>/copies", methods=["POST"])
@guard("documents.download")
@blueprint.arguments(CopySchema)
@blueprint.alt_response(200, content_type=PDF, schema=fields.Raw(metadata={"format": "binary"}))
def take_copy(content: dict[str, Any], document_id: str) -> Response:
    """The file as it was issued, counted and logged before it leaves; which copy it is stands in the header."""
    document = found_document(content, document_id)
    taken = documents_part().download.take(
        document, content["purpose"], content.get("reason"), current_actor().id, services().clock()
    )
    response = pdf_file(taken.content, f"{document.serial}.pdf", "attachment")
    response.headers[COPY_HEADER] = str(taken.number)
    return response


@blueprint.route("/<document_id>/copies", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, schema=CopiesSchema)
def list_copies(query: dict[str, Any], document_id: str) -> Response:
    copies = documents_part().documents.copies(found_document(query, document_id))
    users = documents_part().people.users_by_ids({each.by for each in copies})
    items = [
        {
            "number": each.number,
            "purpose": each.purpose,
            "by_name": users[each.by].name if each.by in users else "",
            "at": to_wire(each.at),
            "reason": each.reason,
        }
        for each in copies
    ]
    return jsonify({"items": items})


@blueprint.route("/<document_id>/void", methods=["POST"])
@guard("documents.void")
@blueprint.arguments(VoidSchema)
@blueprint.alt_response(200, schema=DocumentSchema)
def void_document(content: dict[str, Any], document_id: str) -> Response:
    """Its serial stays in the register as void and is never used again."""
    actor = current_actor()
    document = documents_part().void(
        actor.branch_id, document_id, content["cause"], content["reason"], actor.id, services().clock()
    )
    if document is None:
        raise Problem("not_found")
    return jsonify(shown_document(document))


@blueprint.route("/<document_id>/reissue", methods=["POST"])
@guard("documents.request")
@blueprint.arguments(ReissueSchema)
@blueprint.alt_response(202, schema=DocumentSchema)
def reissue_document(content: dict[str, Any], document_id: str) -> tuple[Response, int]:
    """Another version, with the data of now; when it is issued it supersedes this one."""
    actor = current_actor()
    document = documents_part().reissue(actor.branch_id, document_id, content["reason"], actor.id, services().clock())
    if document is None:
        raise Problem("not_found")
    return jsonify(shown_document(document)), 202
