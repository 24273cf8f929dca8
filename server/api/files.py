"""Photos and signatures: sent by tablets in parts (tus 1.0), read by who may see a record that names them."""

from __future__ import annotations

import base64
import binascii
import re
from typing import cast

from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, current_device, part, services
from server.api.documents import BranchQuerySchema
from server.api.errors import Problem
from server.api.guards import device_guard, guard
from server.api.reach import branch_in_reach
from server.domain.attachments import USES, Announced
from server.domain.moments import to_wire
from server.services.attachments_part import AttachmentsPart
from server.services.receive_files import Standing

blueprint = Blueprint("files", __name__, description="Photos and signatures")
TUS = "1.0.0"
PART = "application/offset+octet-stream"
HASH = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,10}\Z", re.ASCII)
RECORD = re.compile(r"[0-9a-f-]{36}\Z", re.ASCII)
ANNOUNCING = [
    {"name": "Upload-Length", "in": "header", "required": True, "schema": {"type": "integer"}},
    {
        "name": "Upload-Metadata",
        "in": "header",
        "required": True,
        "schema": {"type": "string"},
        "description": "`sha256` (hexadecimal), `use` (photo, signature) and `record`, each in base64.",
    },
]
ADDING = [{"name": "Upload-Offset", "in": "header", "required": True, "schema": {"type": "integer"}}]
PART_BODY = {"required": True, "content": {PART: {"schema": {"type": "string", "format": "binary"}}}}


class StandingSchema(Schema):
    """`durable` may be deleted on the tablet; `durable_at` says when a verified file will be."""

    state = fields.String(required=True, validate=validate.OneOf(["receiving", "verified", "durable"]))
    offset = fields.Integer(required=True)
    size = fields.Integer(required=True)
    durable_at = fields.String(required=True, allow_none=True)


@blueprint.route("/sync/files", methods=["POST"])
@device_guard()
@blueprint.doc(parameters=ANNOUNCING)
@blueprint.alt_response(201, schema=StandingSchema)
def announce_file() -> Response:
    """Says what will come, any number of times; answers from where to go on."""
    wanted = _announced()
    standing = _part().receive.announce(current_device(), wanted, services().clock())
    answer = _answer(standing, 201)
    answer.headers["Location"] = f"/sync/files/{wanted.sha256}"
    return answer


@blueprint.route("/sync/files/<sha256>", methods=["GET"])
@device_guard()
@blueprint.alt_response(200, schema=StandingSchema)
def file_standing(sha256: str) -> Response:
    """How far a file has come, in headers too: a HEAD of tus is answered by them."""
    return _answer(_part().receive.standing(current_device(), _hash(sha256), services().clock()), 200)


@blueprint.route("/sync/files/<sha256>", methods=["PATCH"])
@device_guard()
@blueprint.doc(parameters=ADDING, requestBody=PART_BODY)
@blueprint.alt_response(204, description="The part is on disk; the headers say how far the file has come.")
def add_part(sha256: str) -> Response:
    """One part, at most 256 KiB, at the end of what is here. The last one has the whole file hashed again."""
    if request.mimetype != PART:
        raise Problem("unsupported_media_type")
    offset, content = _number("Upload-Offset"), request.get_data(cache=True)
    standing = _part().receive.append(current_device(), _hash(sha256), offset, content, services().clock())
    return _answer(standing, 204)


@blueprint.route("/api/files/<sha256>", methods=["GET"])
@guard("records.read")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, content_type="image/jpeg", schema=fields.Raw(metadata={"format": "binary"}))
def read_file(query: dict[str, str], sha256: str) -> Response:
    """The bytes. Each look is an entry in the audit log."""
    actor = current_actor()
    branch_id = branch_in_reach(actor, query.get("branch_id"))
    found = _part().read(actor, branch_id, _hash(sha256), services().clock())
    if found is None:
        raise Problem("not_found")
    content, media_type = found
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _part() -> AttachmentsPart:
    return cast(AttachmentsPart, part("attachments"))


def _answer(standing: Standing, status: int) -> Response:
    durable_at = None if standing.durable_at is None else to_wire(standing.durable_at)
    said = {**vars(standing), "durable_at": durable_at}
    answer = Response(status=status) if status == 204 else jsonify(said)
    answer.status_code = status
    answer.headers["Tus-Resumable"] = TUS
    answer.headers["Upload-Offset"] = str(standing.offset)
    answer.headers["Upload-Length"] = str(standing.size)
    answer.headers["Upload-State"] = standing.state
    if durable_at is not None:
        answer.headers["Upload-Durable-At"] = durable_at
    return answer


def _hash(text: str) -> str:
    if HASH.match(text) is None:
        raise Problem("not_found")
    return text


def _number(header: str) -> int:
    text = request.headers.get(header, "")
    if NUMBER.match(text) is None:
        raise Problem("bad_request", field=header)
    return int(text)


def _announced() -> Announced:
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    record = said.get("record")
    if HASH.match(said.get("sha256", "")) is None or said.get("use") not in USES:
        raise Problem("bad_request", field="Upload-Metadata")
    if record is not None and RECORD.match(record) is None:
        raise Problem("bad_request", field="Upload-Metadata")
    return Announced(said["sha256"], _number("Upload-Length"), said["use"], record)


def _metadata(header: str) -> dict[str, str]:
    """Pairs `key base64` separated by commas, as tus writes them."""
    try:
        pairs = [pair.split() for pair in header.split(",") if pair.strip()]
        return {key: base64.b64decode(value, validate=True).decode("ascii") for key, value in pairs}
    except (ValueError, binascii.Error) as error:
        raise Problem("bad_request", field="Upload-Metadata") from error
