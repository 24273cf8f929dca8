"""How a file comes in parts (tus 1.0): what its headers say, and how each answer tells how far it has come."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate

from server.api.errors import Problem
from server.domain.attachments import USES, Announced
from server.domain.moments import to_wire
from server.services.receive_files import Standing

TUS = "1.0.0"
PART = "application/offset+octet-stream"
HASH = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,10}\Z", re.ASCII)
RECORD = re.compile(r"[0-9a-f-]{36}\Z", re.ASCII)
ANNOUNCING: list[dict[str, Any]] = [
    {"name": "Upload-Length", "in": "header", "required": True, "schema": {"type": "integer"}},
    {
        "name": "Upload-Metadata",
        "in": "header",
        "required": True,
        "schema": {"type": "string"},
        "description": "`sha256` (hexadecimal), `use` (photo, signature) and `record`, each in base64.",
    },
]
ADDING: list[dict[str, Any]] = [
    {"name": "Upload-Offset", "in": "header", "required": True, "schema": {"type": "integer"}}
]
PART_BODY = {"required": True, "content": {PART: {"schema": {"type": "string", "format": "binary"}}}}


class FileStandingSchema(Schema):
    """`durable` may be deleted on the tablet; `durable_at` says when a verified file will be."""

    state = fields.String(required=True, validate=validate.OneOf(["receiving", "verified", "durable"]))
    offset = fields.Integer(required=True)
    size = fields.Integer(required=True)
    durable_at = fields.String(required=True, allow_none=True)


def announced() -> Announced:
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    record = said.get("record")
    if HASH.match(said.get("sha256", "")) is None or said.get("use") not in USES:
        raise Problem("bad_request", field="Upload-Metadata")
    if record is not None and RECORD.match(record) is None:
        raise Problem("bad_request", field="Upload-Metadata")
    return Announced(said["sha256"], _number("Upload-Length"), said["use"], record)


def part_sent() -> tuple[int, bytes]:
    """Where the part belongs, and its bytes."""
    if request.mimetype != PART:
        raise Problem("unsupported_media_type")
    return _number("Upload-Offset"), request.get_data(cache=True)


def hash_named(text: str) -> str:
    if HASH.match(text) is None:
        raise Problem("not_found")
    return text


def answer(standing: Standing, status: int) -> Response:
    durable_at = None if standing.durable_at is None else to_wire(standing.durable_at)
    said = {**vars(standing), "durable_at": durable_at}
    response = Response(status=status) if status == 204 else jsonify(said)
    response.status_code = status
    response.headers["Tus-Resumable"] = TUS
    response.headers["Upload-Offset"] = str(standing.offset)
    response.headers["Upload-Length"] = str(standing.size)
    response.headers["Upload-State"] = standing.state
    if durable_at is not None:
        response.headers["Upload-Durable-At"] = durable_at
    return response


def _number(header: str) -> int:
    text = request.headers.get(header, "")
    if NUMBER.match(text) is None:
        raise Problem("bad_request", field=header)
    return int(text)


def _metadata(header: str) -> dict[str, str]:
    """Pairs `key base64` separated by commas, as tus writes them."""
    try:
        pairs = [pair.split() for pair in header.split(",") if pair.strip()]
        return {key: base64.b64decode(value, validate=True).decode("ascii") for key, value in pairs}
    except (ValueError, binascii.Error) as error:
        raise Problem("bad_request", field="Upload-Metadata") from error
