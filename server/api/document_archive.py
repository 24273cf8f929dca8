"""Many documents at once, as one ZIP."""

from __future__ import annotations

from typing import Any, cast

from flask import Response
from marshmallow import fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.document_shown import documents_part, may_read
from server.api.errors import Problem
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.schema import StrictSchema
from server.services.archive_documents import MOST, ArchiveDocuments

blueprint = Blueprint("document_archive", __name__, url_prefix="/api/documents", description="Many documents at once")
ZIP = "application/zip"


class ArchiveSchema(StrictSchema):
    branch_id = fields.String(validate=validate.Length(1, 36))
    ids = fields.List(
        fields.String(validate=validate.Length(1, 36)), required=True, validate=validate.Length(1, 2 * MOST)
    )
    reason = fields.String(required=True, validate=validate.Length(2, 200))


@blueprint.route("/archive", methods=["POST"])
@guard("documents.download")
@blueprint.arguments(ArchiveSchema)
@blueprint.alt_response(200, content_type=ZIP, schema=fields.Raw(metadata={"format": "binary"}))
def archive_documents(content: dict[str, Any]) -> Response:
    """Sent while it is made; each document in it is an entry in the audit log, with the reason."""
    actor, now = current_actor(), services().clock()
    archive = cast(ArchiveDocuments, part("document_archive"))
    branch_id = branch_in_reach(actor, content.get("branch_id"))
    hidden = [code for code in documents_part().definitions if not may_read(code)]
    if hidden and documents_part().lists.holds(branch_id, content["ids"], hidden):
        raise Problem("not_permitted")
    response = Response(archive(branch_id, content["ids"], content["reason"], actor.id, now), mimetype=ZIP)
    response.headers["Content-Disposition"] = f'attachment; filename="documents-{now:%Y%m%d-%H%M}.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response
