"""Photos and signatures: sent in parts (tus 1.0) by tablets and from the desk, read by who may see a record that names them."""

from __future__ import annotations

from typing import cast

from flask import Response
from marshmallow import fields

from server.api import tus
from server.api.blueprints import Blueprint
from server.api.context import current_actor, current_device, part, services
from server.api.documents import BranchQuerySchema
from server.api.errors import Problem
from server.api.guards import device_guard, guard
from server.api.reach import branch_in_reach
from server.domain.people import Device
from server.services.attachments_part import AttachmentsPart

blueprint = Blueprint("files", __name__, description="Photos and signatures")
PART_ADDED = "The part is on disk; the headers say how far the file has come."


@blueprint.route("/sync/files", methods=["POST"])
@device_guard()
@blueprint.doc(parameters=tus.ANNOUNCING)
@blueprint.alt_response(201, schema=tus.FileStandingSchema)
def announce_file() -> Response:
    """Says what will come, any number of times; answers from where to go on."""
    return _announce(current_device(), "/sync/files")


@blueprint.route("/sync/files/<sha256>", methods=["GET"])
@device_guard()
@blueprint.alt_response(200, schema=tus.FileStandingSchema)
def file_standing(sha256: str) -> Response:
    """How far a file has come, in headers too: a HEAD of tus is answered by them."""
    return _standing(current_device(), sha256)


@blueprint.route("/sync/files/<sha256>", methods=["PATCH"])
@device_guard()
@blueprint.doc(parameters=tus.ADDING, requestBody=tus.PART_BODY)
@blueprint.alt_response(204, description=PART_ADDED)
def add_part(sha256: str) -> Response:
    """One part, at most 256 KiB, at the end of what is here. The last one has the whole file hashed again."""
    return _add(current_device(), sha256)


@blueprint.route("/api/uploads", methods=["POST"])
@guard("records.capture")
@blueprint.doc(parameters=tus.ANNOUNCING)
@blueprint.alt_response(201, schema=tus.FileStandingSchema)
def announce_upload() -> Response:
    """The same lane for whoever is signed in at the desk. A file that no record names afterwards is shown to nobody."""
    return _announce(_desk(), "/api/uploads")


@blueprint.route("/api/uploads/<sha256>", methods=["GET"])
@guard("records.capture")
@blueprint.alt_response(200, schema=tus.FileStandingSchema)
def upload_standing(sha256: str) -> Response:
    """How far a file has come, in headers too."""
    return _standing(_desk(), sha256)


@blueprint.route("/api/uploads/<sha256>", methods=["PATCH"])
@guard("records.capture")
@blueprint.doc(parameters=tus.ADDING, requestBody=tus.PART_BODY)
@blueprint.alt_response(204, description=PART_ADDED)
def add_upload_part(sha256: str) -> Response:
    """One part, at most 256 KiB, at the end of what is here."""
    return _add(_desk(), sha256)


@blueprint.route("/api/files/<sha256>", methods=["GET"])
@guard("records.read")
@blueprint.arguments(BranchQuerySchema, location="query")
@blueprint.alt_response(200, content_type="image/jpeg", schema=fields.Raw(metadata={"format": "binary"}))
def read_file(query: dict[str, str], sha256: str) -> Response:
    """The bytes. Each look is an entry in the audit log."""
    actor = current_actor()
    branch_id = branch_in_reach(actor, query.get("branch_id"))
    found = _part().read(actor, branch_id, tus.hash_named(sha256), services().clock())
    if found is None:
        raise Problem("not_found")
    content, media_type = found
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _announce(sender: Device, place: str) -> Response:
    wanted = tus.announced()
    answer = tus.answer(_part().receive.announce(sender, wanted, services().clock()), 201)
    answer.headers["Location"] = f"{place}/{wanted.sha256}"
    return answer


def _standing(sender: Device, sha256: str) -> Response:
    return tus.answer(_part().receive.standing(sender, tus.hash_named(sha256), services().clock()), 200)


def _add(sender: Device, sha256: str) -> Response:
    named, (offset, content) = tus.hash_named(sha256), tus.part_sent()
    return tus.answer(_part().receive.append(sender, named, offset, content, services().clock()), 204)


def _desk() -> Device:
    """Everybody at the desk of a branch sends as one: a file is its bytes, whoever sends them."""
    return _part().desk(current_actor().branch_id, services().clock())


def _part() -> AttachmentsPart:
    return cast(AttachmentsPart, part("attachments"))
