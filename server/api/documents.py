"""The document centre: what was issued, what waits, what failed; a look at each, and the documents of periods."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, get_args

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.document_shown import (
    DocumentSchema,
    documents_part,
    found_document,
    may_read,
    require_reader,
    shown_document,
    shown_documents,
)
from server.api.errors import Problem
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.schema import StrictSchema
from server.documents.definition import DocumentDefinition
from server.domain.document_life import STATES
from server.domain.moments import BANK_ZONE
from server.domain.periods import Span
from server.domain.roles import EVERY_BRANCH
from server.services.ports_documents import DocumentQuery

blueprint = Blueprint("documents", __name__, url_prefix="/api/documents", description="Issued documents")
PDF = "application/pdf"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
ME, SYSTEM = "me", "system"


class BranchQuerySchema(StrictSchema):
    branch_id = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "Another branch, for roles of the whole bank."}
    )


class DocumentFilterSchema(BranchQuerySchema):
    code = fields.String(validate=validate.Length(1, 20))
    state = fields.String(validate=validate.OneOf(STATES))
    from_ = fields.Date(data_key="from", metadata={"description": "Requested on this day of the bank or later."})
    to = fields.Date(metadata={"description": "Requested on this day of the bank or earlier."})
    q = fields.String(validate=validate.Length(1, 60), metadata={"description": "Words in all that a document says."})
    period = fields.String(validate=validate.Length(1, 10), metadata={"description": "Its beginning: 2026, 2026-11."})
    serial = fields.String(validate=validate.Length(1, 40), metadata={"description": "Its beginning."})
    signer = fields.String(validate=validate.Length(1, 30), metadata={"description": "A name or a role that signs."})
    requested_by = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "An account, `me`, or `system`: nobody asked for it."}
    )


class DocumentsQuerySchema(DocumentFilterSchema):
    cursor = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "`next` of the page before; opaque."}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class RequestSchema(StrictSchema):
    code = fields.String(required=True, validate=validate.Length(1, 20))
    period = fields.String(
        required=True,
        validate=validate.Length(1, 10),
        metadata={"description": "A day, a month or a quarter: 2026-11-24, 2026-11, 2026Q4."},
    )


class SpanSchema(Schema):
    span = fields.String(required=True, validate=validate.OneOf(get_args(Span)))
    title = fields.String(required=True)


class DefinitionSchema(Schema):
    """What there is to be made; `spans` are the periods for which it can be asked."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    keep_years = fields.Integer(required=True)
    basis = fields.String(required=True)
    spans = fields.List(fields.Nested(SpanSchema), required=True)


class RequesterSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)


class DocumentBranchSchema(Schema):
    id = fields.String(required=True)
    no = fields.String(required=True)
    name = fields.String(required=True)


class DefinitionsSchema(Schema):
    """`people` ever asked for a document of the branch; `branches` are those whose documents one may see, where there are several."""

    items = fields.List(fields.Nested(DefinitionSchema), required=True)
    branches = fields.List(fields.Nested(DocumentBranchSchema), required=True)
    people = fields.List(fields.Nested(RequesterSchema), required=True)


class DocumentsSchema(Schema):
    items = fields.List(fields.Nested(DocumentSchema), required=True)
    next = fields.String(required=True, allow_none=True)


@blueprint.route("", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(DocumentsQuerySchema, location="query")
@blueprint.alt_response(200, schema=DocumentsSchema)
def list_documents(query: dict[str, Any]) -> Response:
    branch_id = branch_in_reach(current_actor(), query.get("branch_id"))
    limit = query["limit"]
    found = documents_part().lists.page(branch_id, document_query(query), query.get("cursor"), limit + 1)
    following = found[limit - 1].id if len(found) > limit else None
    return jsonify({"items": shown_documents(found[:limit]), "next": following})


@blueprint.route("/definitions", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, schema=DefinitionsSchema)
def list_definitions(query: dict[str, Any]) -> Response:
    actor = current_actor()
    asked = documents_part().lists.asked_by(branch_in_reach(actor, query.get("branch_id")))
    people = documents_part().people.users_by_ids(set(asked)).values()
    branches = services().people.branches() if actor.active_role in EVERY_BRANCH else []
    return jsonify(
        {
            "items": [
                _defined(each, actor.user.language)
                for each in documents_part().definitions.values()
                if may_read(each.code)
            ],
            "branches": [{"id": each.id, "no": each.no, "name": each.name} for each in branches],
            "people": [{"id": user.id, "name": user.name} for user in sorted(people, key=lambda each: each.name)],
        }
    )


@blueprint.route("/<document_id>", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, schema=DocumentSchema)
def read_document(query: dict[str, Any], document_id: str) -> Response:
    return jsonify(shown_document(found_document(query, document_id)))


@blueprint.route("/<document_id>/file", methods=["GET"])
@guard("documents.download")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, content_type=PDF, schema=fields.Raw(metadata={"format": "binary"}))
def look_at_file(query: dict[str, Any], document_id: str) -> Response:
    """To be looked at in the page: no copy, but an entry in the audit log."""
    document = found_document(query, document_id)
    content = documents_part().download.look(document, current_actor().id, services().clock())
    return pdf_file(content, f"{document.serial}.pdf", "inline")


@blueprint.route("", methods=["POST"])
@guard("documents.request")
@blueprint.arguments(RequestSchema)
@blueprint.alt_response(202, schema=DocumentSchema)
def request_periodic(content: dict[str, Any]) -> tuple[Response, int]:
    actor = current_actor()
    require_reader(content["code"])
    document = documents_part().request_periodic(
        actor.branch_id, content["code"], content["period"], actor.id, services().clock()
    )
    return jsonify(shown_document(document)), 202


@blueprint.route("/<document_id>/retry", methods=["POST"])
@guard("documents.request")
@blueprint.alt_response(202, schema=DocumentSchema)
def retry_document(document_id: str) -> tuple[Response, int]:
    actor = current_actor()
    document = documents_part().retry(actor.branch_id, document_id, actor.id, services().clock())
    if document is None:
        raise Problem("not_found")
    return jsonify(shown_document(document)), 202


def document_query(query: dict[str, Any]) -> DocumentQuery:
    by = query.get("requested_by")
    return DocumentQuery(
        code=query.get("code"),
        state=query.get("state"),
        first=_start_of(query.get("from_")),
        before=_start_of(_day_after(query.get("to"))),
        text=query.get("q"),
        period=query.get("period"),
        serial=query.get("serial"),
        signer=query.get("signer"),
        requested_by=None if by == SYSTEM else current_actor().id if by == ME else by,
        by_itself=by == SYSTEM,
    )


def pdf_file(content: bytes, name: str, place: str) -> Response:
    """Serials are plain ASCII and say nothing about a customer. Never kept by the browser: each look is logged."""
    response = Response(content, mimetype=PDF)
    response.headers["Content-Disposition"] = f'{place}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _start_of(day: date | None) -> datetime | None:
    """Nothing was requested outside these years, and an instant there would have no place in a database."""
    return None if day is None else datetime.combine(min(max(day, FIRST_DAY), LAST_DAY), time.min, BANK_ZONE)


def _day_after(day: date | None) -> date | None:
    return None if day is None or day >= LAST_DAY else day + timedelta(days=1)


def _defined(definition: DocumentDefinition, language: str) -> dict[str, Any]:
    spans = definition.periodic.titles if definition.periodic else ()
    return {
        "code": definition.code,
        "title": definition.title(None, language),
        "keep_years": definition.keep_years,
        "basis": definition.basis,
        "spans": [{"span": span, "title": definition.title(span, language)} for span in spans],
    }
