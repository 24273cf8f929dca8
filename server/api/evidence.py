"""From a figure of an issued document to its records: the figures it names, each a filter of the list of records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, fields

from server.api.blueprints import Blueprint
from server.api.context import part
from server.api.document_shown import found_document
from server.api.errors import Problem
from server.api.guards import guard
from server.api.schema import Id, StrictSchema
from server.services.read_evidence import Figure, ReadEvidence

blueprint = Blueprint("evidence", __name__, url_prefix="/api/documents", description="Records behind figures")
FIGURE = re.compile(r"([0-9a-f-]{36})~([0-9]{1,4})\Z", re.ASCII)


class EvidenceQuerySchema(StrictSchema):
    branch_id = Id()


class FigureSchema(Schema):
    """`figure` is what `/api/records` takes to list its records."""

    figure = fields.String(required=True)
    name = fields.String(required=True)
    count = fields.Integer(required=True)


class EvidenceSchema(Schema):
    items = fields.List(fields.Nested(FigureSchema), required=True)


@blueprint.route("/<document_id>/evidence", methods=["GET"])
@guard("documents.read")
@blueprint.arguments(EvidenceQuerySchema, location="query")
@blueprint.alt_response(200, schema=EvidenceSchema)
def read_evidence(query: dict[str, Any], document_id: str) -> Response:
    """The figures of which the document names the records; none where it names none."""
    document = found_document(query, document_id)
    found = _evidence(document.branch_id, document.id)
    items = [{"figure": f"{document.id}~{at}", "name": each.name, "count": each.count} for at, each in enumerate(found)]
    return jsonify({"items": items})


def numbers_of(branch_id: str, figure: str) -> tuple[str, ...]:
    """The official numbers of the records behind a figure. Raises not_found for one that no document has."""
    named = FIGURE.match(figure)
    found = _evidence(branch_id, found_document({"branch_id": branch_id}, named[1]).id) if named else ()
    if named is None or int(named[2]) >= len(found):
        raise Problem("not_found")
    return found[int(named[2])].numbers


def _evidence(branch_id: str, document_id: str) -> Sequence[Figure]:
    return cast(ReadEvidence, part("evidence"))(branch_id, document_id)
