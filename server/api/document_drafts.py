"""A look at the document of a period before it is issued: asked for, made by a worker, fetched by whoever asked."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.document_shown import documents_part, require_reader
from server.api.documents import PDF, RequestSchema, pdf_file
from server.api.errors import Problem
from server.api.guards import guard
from server.documents.reasons import reason_text
from server.domain.document_life import Draft

blueprint = Blueprint("document_drafts", __name__, url_prefix="/api/document-drafts", description="Drafts of documents")


class PeriodDraftSchema(Schema):
    """`made`: the file can be fetched; `failed`: `reason_text` says why none could be made."""

    id = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["making", "made", "failed"]))
    reason_text = fields.String(required=True, allow_none=True)
    pages = fields.Integer(required=True, allow_none=True)


@blueprint.route("", methods=["POST"])
@guard("documents.request")
@blueprint.arguments(RequestSchema)
@blueprint.alt_response(202, schema=PeriodDraftSchema)
def request_draft(content: dict[str, Any]) -> tuple[Response, int]:
    actor = current_actor()
    require_reader(content["code"])
    draft = documents_part().drafts(actor.branch_id, content["code"], content["period"], actor.id, services().clock())
    return jsonify(_shown(draft)), 202


@blueprint.route("/<draft_id>", methods=["GET"])
@guard("documents.request")
@blueprint.alt_response(200, schema=PeriodDraftSchema)
def read_draft(draft_id: str) -> Response:
    return jsonify(_shown(_found(draft_id)))


@blueprint.route("/<draft_id>/file", methods=["GET"])
@guard("documents.request")
@blueprint.alt_response(200, content_type=PDF, schema=fields.Raw(metadata={"format": "binary"}))
def read_draft_file(draft_id: str) -> Response:
    draft = _found(draft_id)
    if draft.pdf is None:
        raise Problem("document_not_issued")
    return pdf_file(draft.pdf, f"draft-{draft.code}-{draft.period}.pdf", "inline")


def _found(draft_id: str) -> Draft:
    actor = current_actor()
    draft = documents_part().drafts.found(actor.branch_id, draft_id, actor.id)
    if draft is None:
        raise Problem("not_found")
    return draft


def _shown(draft: Draft) -> dict[str, Any]:
    state = "failed" if draft.reason else "made" if draft.pdf is not None else "making"
    reason = reason_text(draft.reason, current_actor().user.language)
    return {"id": draft.id, "state": state, "reason_text": reason, "pages": draft.pages}
