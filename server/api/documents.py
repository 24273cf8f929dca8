"""The document centre: what was issued, what waits, what failed; previews, downloads, and the documents of periods."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, cast, get_args

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.schema import StrictSchema
from server.documents.definition import DocumentDefinition
from server.documents.reasons import reason_text
from server.domain.document_life import STATES, Document
from server.domain.moments import BANK_ZONE, to_wire
from server.domain.periods import Span
from server.services.documents_part import DocumentsPart
from server.services.ports_documents import DocumentQuery

blueprint = Blueprint("documents", __name__, url_prefix="/api/documents", description="Issued documents")
PDF = "application/pdf"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)


class BranchQuerySchema(StrictSchema):
    branch_id = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "Another branch, for roles of the whole bank."}
    )


class DocumentsQuerySchema(BranchQuerySchema):
    code = fields.String(validate=validate.Length(1, 20))
    state = fields.String(validate=validate.OneOf(STATES))
    from_ = fields.Date(data_key="from", metadata={"description": "Requested on this day of the bank or later."})
    to = fields.Date(metadata={"description": "Requested on this day of the bank or earlier."})
    q = fields.String(validate=validate.Length(1, 60), metadata={"description": "In serial, number, day or summary."})
    cursor = fields.String(
        validate=validate.Length(1, 36), metadata={"description": "`next` of the page before; opaque."}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class FileQuerySchema(BranchQuerySchema):
    purpose = fields.String(load_default="download", validate=validate.OneOf(["preview", "download"]))


class RequestSchema(StrictSchema):
    code = fields.String(required=True, validate=validate.Length(1, 20))
    period = fields.String(
        required=True,
        validate=validate.Length(1, 10),
        metadata={"description": "A day, a month or a quarter: 2026-11-24, 2026-11, 2026Q4."},
    )


class DocumentSchema(Schema):
    """One version. `reason` says why it failed, is void, or exists beside an earlier one; `summary` is masked."""

    id = fields.String(required=True)
    branch_id = fields.String(required=True)
    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    reason = fields.String(required=True, allow_none=True)
    reason_text = fields.String(required=True, allow_none=True)
    serial = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    record_id = fields.String(required=True, allow_none=True)
    record_no = fields.String(required=True, allow_none=True)
    period = fields.String(required=True, allow_none=True)
    summary = fields.String(required=True)
    requested_at = fields.String(required=True)
    cutoff_at = fields.String(required=True, allow_none=True)
    issued_at = fields.String(required=True, allow_none=True)
    sha256 = fields.String(required=True, allow_none=True)
    size = fields.Integer(required=True, allow_none=True, metadata={"description": "Bytes."})
    pages = fields.Integer(required=True, allow_none=True)


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


class DefinitionsSchema(Schema):
    items = fields.List(fields.Nested(DefinitionSchema), required=True)


class DocumentsSchema(Schema):
    items = fields.List(fields.Nested(DocumentSchema), required=True)
    next = fields.String(required=True, allow_none=True)


@blueprint.route("", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(DocumentsQuerySchema, location="query")
@blueprint.alt_response(200, schema=DocumentsSchema)
def list_documents(query: dict[str, Any]) -> Response:
    branch_id = branch_in_reach(current_actor(), query.get("branch_id"))
    wanted = DocumentQuery(
        code=query.get("code"),
        state=query.get("state"),
        first=_start_of(query.get("from_")),
        before=_start_of(_day_after(query.get("to"))),
        text=query.get("q"),
    )
    limit = query["limit"]
    found = _documents().lists.page(branch_id, wanted, query.get("cursor"), limit + 1)
    following = found[limit - 1].id if len(found) > limit else None
    return jsonify({"items": [_shown(document) for document in found[:limit]], "next": following})


@blueprint.route("/definitions", methods=["GET"])
@guard("documents.read")
@blueprint.alt_response(200, schema=DefinitionsSchema)
def list_definitions() -> Response:
    language = current_actor().user.language
    return jsonify({"items": [_defined(each, language) for each in _documents().definitions.values()]})


@blueprint.route("/<document_id>", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, schema=DocumentSchema)
def read_document(query: dict[str, Any], document_id: str) -> Response:
    return jsonify(_shown(_found(query, document_id)))


@blueprint.route("/<document_id>/file", methods=["GET"])
@guard("documents.download")
@blueprint.arguments(FileQuerySchema, location="query")
@blueprint.alt_response(200, content_type=PDF, schema=fields.Raw(metadata={"format": "binary"}))
def read_file(query: dict[str, Any], document_id: str) -> Response:
    document = _found(query, document_id)
    content = _documents().download(document, query["purpose"], current_actor().id, services().clock())
    response = Response(content, mimetype=PDF)
    place = "inline" if query["purpose"] == "preview" else "attachment"
    # The serial says nothing about a customer, and is plain ASCII.
    response.headers["Content-Disposition"] = f'{place}; filename="{document.serial}.pdf"'
    response.headers["Cache-Control"] = "no-store"  # each look is an entry in the audit log
    return response


@blueprint.route("", methods=["POST"])
@guard("documents.request")
@blueprint.arguments(RequestSchema)
@blueprint.alt_response(202, schema=DocumentSchema)
def request_periodic(content: dict[str, Any]) -> tuple[Response, int]:
    actor = current_actor()
    document = _documents().request_periodic(
        actor.branch_id, content["code"], content["period"], actor.id, services().clock()
    )
    return jsonify(_shown(document)), 202


@blueprint.route("/<document_id>/retry", methods=["POST"])
@guard("documents.request")
@blueprint.alt_response(202, schema=DocumentSchema)
def retry_document(document_id: str) -> tuple[Response, int]:
    actor = current_actor()
    document = _documents().retry(actor.branch_id, document_id, actor.id, services().clock())
    if document is None:
        raise Problem("not_found")
    return jsonify(_shown(document)), 202


def _documents() -> DocumentsPart:
    return cast(DocumentsPart, part("documents"))


def _found(query: dict[str, Any], document_id: str) -> Document:
    branch_id = branch_in_reach(current_actor(), query.get("branch_id"))
    document = _documents().documents.document(branch_id, document_id)
    if document is None:
        raise Problem("not_found")
    return document


def _start_of(day: date | None) -> datetime | None:
    """Nothing was requested outside these years, and an instant there would have no place in a database."""
    return None if day is None else datetime.combine(min(max(day, FIRST_DAY), LAST_DAY), time.min, BANK_ZONE)


def _day_after(day: date | None) -> date | None:
    return None if day is None or day >= LAST_DAY else day + timedelta(days=1)


def _shown(document: Document) -> dict[str, Any]:
    language = current_actor().user.language
    return {
        **{name: getattr(document, name) for name in _AS_THEY_ARE},
        "title": _documents().title(document, language),
        "reason_text": reason_text(document.reason, language),
        **{name: _moment(getattr(document, name)) for name in ("requested_at", "cutoff_at", "issued_at")},
    }


def _defined(definition: DocumentDefinition, language: str) -> dict[str, Any]:
    spans = definition.periodic.titles if definition.periodic else ()
    return {
        "code": definition.code,
        "title": definition.title(None, language),
        "keep_years": definition.keep_years,
        "basis": definition.basis,
        "spans": [{"span": span, "title": definition.title(span, language)} for span in spans],
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else to_wire(at)


_AS_THEY_ARE = (
    *("id", "branch_id", "code", "kind", "state", "reason", "serial", "version"),
    *("record_id", "record_no", "period", "summary", "sha256", "size", "pages"),
)
