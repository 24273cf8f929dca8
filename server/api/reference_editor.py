"""Reference data at the desk of those who keep it: draft, difference, publication from a day on, history."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.guards import guard
from server.api.schema import StrictSchema
from server.services.reference_part import ReferenceEditor

blueprint = Blueprint(
    "reference_editor", __name__, url_prefix="/api/reference/editor", description="Reference data, for who keeps it"
)
REV = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10**6))


class DraftSchema(StrictSchema):
    """`rev` is the revision of the draft this one is based on; 0 starts one."""

    rev = REV
    entries = fields.List(fields.Dict(keys=fields.String()), required=True, validate=validate.Length(max=1000))
    note = fields.String(required=True, validate=validate.Length(2, 200))


class RevisionSchema(StrictSchema):
    rev = REV


class PublicationSchema(RevisionSchema):
    effective_from = fields.Date(required=True)


class OverviewSchema(Schema):
    """`adds` is false where only values are changed, and entries neither added nor left out."""

    name = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    of_branch = fields.Boolean(required=True)
    adds = fields.Boolean(required=True)
    second_person = fields.Boolean(required=True)
    count = fields.Integer(required=True)
    version = fields.String(required=True, allow_none=True)
    coming = fields.List(fields.String(), required=True)
    drafted_at = fields.String(required=True, allow_none=True)


class SetsSchema(Schema):
    sets = fields.List(fields.Nested(OverviewSchema), required=True)


class SetSchema(OverviewSchema):
    """`form` says what an entry may hold (server/reference/forms.py), `entries` are those in force today."""

    form = fields.List(fields.Dict(), required=True)
    entries = fields.List(fields.Dict(), required=True)
    draft = fields.Dict(required=True, allow_none=True)
    history = fields.List(fields.Dict(), required=True)


@blueprint.route("", methods=["GET"])
@guard("reference.edit")
@blueprint.alt_response(200, schema=SetsSchema)
def list_sets() -> Response:
    return jsonify({"sets": _editor().show.sets(current_actor(), services().clock())})


@blueprint.route("/<name>", methods=["GET"])
@guard("reference.edit")
@blueprint.alt_response(200, schema=SetSchema)
@blueprint.alt_response(403, description="Somebody else keeps this set")
def show_set(name: str) -> Response:
    return _shown(name)


@blueprint.route("/<name>/draft", methods=["POST"])
@guard("reference.edit")
@blueprint.arguments(DraftSchema)
@blueprint.alt_response(200, schema=SetSchema)
@blueprint.alt_response(409, description="Somebody changed the draft meanwhile")
def save_draft(content: dict[str, Any], name: str) -> Response:
    _editor().edit.save(current_actor(), name, content["rev"], content["entries"], content["note"], services().clock())
    return _shown(name)


@blueprint.route("/<name>/withdrawal", methods=["POST"])
@guard("reference.edit")
@blueprint.arguments(RevisionSchema)
@blueprint.alt_response(200, schema=SetSchema)
def withdraw_draft(content: dict[str, Any], name: str) -> Response:
    _editor().edit.withdraw(current_actor(), name, content["rev"], services().clock())
    return _shown(name)


@blueprint.route("/<name>/publication", methods=["POST"])
@guard("reference.publish")
@blueprint.arguments(PublicationSchema)
@blueprint.alt_response(200, schema=SetSchema)
@blueprint.alt_response(403, description="The draft is one's own, and this set needs a second person")
def publish_draft(content: dict[str, Any], name: str) -> Response:
    _editor().edit.publish(current_actor(), name, content["rev"], content["effective_from"], services().clock())
    return _shown(name)


def _shown(name: str) -> Response:
    return jsonify(_editor().show.one(current_actor(), name, services().clock()))


def _editor() -> ReferenceEditor:
    return cast(ReferenceEditor, part("reference_editor"))
