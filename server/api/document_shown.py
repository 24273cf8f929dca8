"""A document as the API shows it, to whoever may see documents: masked, in their language, with what it still waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from marshmallow import Schema, fields, validate

from server.api.context import current_actor, part
from server.api.errors import Problem
from server.api.reach import branch_in_reach
from server.documents.reasons import reason_text
from server.domain.document_life import STATES, Document
from server.domain.moments import to_wire
from server.domain.retention import kept_until
from server.domain.roles import may
from server.services.documents_part import DocumentsPart


class DocumentSchema(Schema):
    """One version. `reason` says why it failed, is void, or exists beside an earlier one, and `note` what a person wrote to it;
    `summary` is masked; `awaited` counts the files or operations a waiting one waits for; `copies` those that left."""

    id = fields.String(required=True)
    branch_id = fields.String(required=True)
    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    reason = fields.String(required=True, allow_none=True)
    reason_text = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    serial = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    record_id = fields.String(required=True, allow_none=True)
    record_no = fields.String(required=True, allow_none=True)
    period = fields.String(required=True, allow_none=True)
    summary = fields.String(required=True)
    signers = fields.String(required=True)
    requested_by = fields.String(required=True, allow_none=True)
    requested_by_name = fields.String(required=True, allow_none=True)
    requested_at = fields.String(required=True)
    cutoff_at = fields.String(required=True, allow_none=True)
    issued_at = fields.String(required=True, allow_none=True)
    voided_at = fields.String(required=True, allow_none=True)
    voided_by_name = fields.String(required=True, allow_none=True)
    sha256 = fields.String(required=True, allow_none=True)
    size = fields.Integer(required=True, allow_none=True, metadata={"description": "Bytes."})
    pages = fields.Integer(required=True, allow_none=True)
    copies = fields.Integer(required=True)
    awaited = fields.Integer(required=True, allow_none=True)
    keep_until = fields.String(required=True, allow_none=True, metadata={"description": "A day: kept until its end."})
    keep_years = fields.Integer(required=True)
    keep_basis = fields.String(required=True)


AS_THEY_ARE = (
    *("id", "branch_id", "code", "kind", "state", "reason", "note", "serial", "version", "record_id", "record_no"),
    *("period", "summary", "signers", "requested_by", "sha256", "size", "pages", "copies"),
)
MOMENTS = ("requested_at", "cutoff_at", "issued_at", "voided_at")


def documents_part() -> DocumentsPart:
    return cast(DocumentsPart, part("documents"))


def found_document(query: dict[str, Any], document_id: str) -> Document:
    branch_id = branch_in_reach(current_actor(), query.get("branch_id"))
    document = documents_part().documents.document(branch_id, document_id)
    if document is None:
        raise Problem("not_found")
    require_reader(document.code)
    return document


def may_read(code: str) -> bool:
    """Some documents are for those alone who may see what they are made of."""
    definition = documents_part().definitions.get(code)
    return definition is None or not definition.readers or may(current_actor().active_role, definition.readers)


def require_reader(code: str) -> None:
    if not may_read(code):
        raise Problem("not_permitted")


def shown_documents(documents: Sequence[Document]) -> list[dict[str, Any]]:
    ids = {each for document in documents for each in (document.requested_by, document.voided_by) if each}
    users = documents_part().people.users_by_ids(ids) if ids else {}
    names = {user_id: user.name for user_id, user in users.items()}
    return [_shown(document, names) for document in documents]


def shown_document(document: Document) -> dict[str, Any]:
    return shown_documents([document])[0]


def moment(at: datetime | None) -> str | None:
    return None if at is None else to_wire(at)


def _shown(document: Document, names: dict[str, str]) -> dict[str, Any]:
    language = current_actor().user.language
    definition = documents_part().definitions[document.code]
    return {
        **{name: getattr(document, name) for name in AS_THEY_ARE},
        "title": documents_part().title(document, language),
        "reason_text": reason_text(document.reason, language),
        "requested_by_name": names.get(document.requested_by or ""),
        "voided_by_name": names.get(document.voided_by or ""),
        **{name: moment(getattr(document, name)) for name in MOMENTS},
        "awaited": _awaited(document),
        "keep_until": _kept_until(document, definition.keep_years),
        "keep_years": definition.keep_years,
        "keep_basis": definition.basis,
    }


def _awaited(document: Document) -> int | None:
    if document.state == "waiting":
        return documents_part().awaits.awaited(document)
    if document.state == "media_incomplete":
        record_id = str(document.record_id)
        return len(documents_part().request.files_missing(document.branch_id, [record_id]).get(record_id, ()))
    return None


def _kept_until(document: Document, years: int) -> str | None:
    return None if document.issued_at is None else kept_until(document.issued_at, years).isoformat()
