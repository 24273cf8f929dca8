"""Tablets: enrolment codes, enrolment, and what becomes of a lost one."""

from __future__ import annotations

import io
from typing import Any

import segno
from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.guards import guard, public
from server.api.reach import branch_in_reach
from server.api.schema import Id, StrictSchema
from server.domain.moments import to_wire
from server.domain.people import Device

blueprint = Blueprint("devices", __name__, url_prefix="/api", description="Tablets")
COORDINATE = validate.Regexp(r"^[A-Za-z0-9_-]{43}\Z")


class PublicKeySchema(StrictSchema):
    """A JWK as browsers export it; only the point itself is kept."""

    kty = fields.String(required=True, validate=validate.OneOf(["EC"]))
    crv = fields.String(required=True, validate=validate.OneOf(["P-256"]))
    x = fields.String(required=True, validate=COORDINATE)
    y = fields.String(required=True, validate=COORDINATE)
    ext = fields.Boolean()
    key_ops = fields.List(fields.String(validate=validate.Length(max=20)), validate=validate.Length(max=8))
    alg = fields.String(validate=validate.Length(max=20))


class EnrolSchema(StrictSchema):
    code = fields.String(required=True, validate=validate.Length(1, 40))
    public_key = fields.Nested(PublicKeySchema, required=True)
    name = fields.String(required=True, validate=validate.Length(1, 60))


class EnrolledSchema(Schema):
    device_id = fields.String(required=True)
    device_no = fields.String(required=True)
    branch_id = fields.String(required=True)
    branch_no = fields.String(required=True)
    branch_name = fields.String(required=True)
    epoch = fields.String(required=True)
    list_key = fields.String(
        required=True, metadata={"description": "base64url of the Ed25519 key under which screening lists are signed"}
    )
    seal_keys = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "By department, base64url of the X25519 key to seal to"},
    )


class BranchChoiceSchema(StrictSchema):
    branch_id = Id()


class EnrolmentCodeSchema(Schema):
    code = fields.String(required=True)
    link = fields.String(required=True)
    qr_svg = fields.String(required=True)
    branch_id = fields.String(required=True)
    expires_at = fields.String(required=True)


class ReasonSchema(StrictSchema):
    reason = fields.String(required=True, validate=validate.Length(2, 200))


class DeviceSchema(Schema):
    id = fields.String(required=True)
    no = fields.String(required=True)
    name = fields.String(required=True)
    branch_id = fields.String(required=True)
    state = fields.String(required=True)
    state_reason = fields.String(required=True, allow_none=True)
    enrolled_at = fields.String(required=True)
    last_seen_at = fields.String(required=True, allow_none=True)
    app_version = fields.String(required=True, allow_none=True)
    unsent = fields.Integer(required=True, allow_none=True, metadata={"description": "As the tablet last said."})
    drafts = fields.Integer(required=True, allow_none=True)
    behind = fields.Boolean(required=True, metadata={"description": "Not heard for too long, or holding something."})


class DevicesSchema(Schema):
    devices = fields.List(fields.Nested(DeviceSchema), required=True)


@blueprint.route("/devices/enrol", methods=["POST"])
@public("the one-time code is the credential; attempts are limited")
@blueprint.arguments(EnrolSchema)
@blueprint.alt_response(201, schema=EnrolledSchema)
def enrol(content: dict[str, Any]) -> tuple[Response, int]:
    device, branch = services().enrol_device(
        content["code"],
        content["public_key"],
        content["name"],
        address=request.remote_addr or "",
        at=services().clock(),
    )
    body = {
        "device_id": device.id,
        "device_no": device.no,
        "branch_id": branch.id,
        "branch_no": branch.no,
        "branch_name": branch.name,
        "epoch": services().epoch(),
        "list_key": part("screening").sign.public_key,
        "seal_keys": part("seals").public_keys(),
    }
    return jsonify(body), 201


@blueprint.route("/enrolment-codes", methods=["POST"])
@guard("devices.enrol")
@blueprint.arguments(BranchChoiceSchema)
@blueprint.alt_response(201, schema=EnrolmentCodeSchema)
def create_code(content: dict[str, Any]) -> tuple[Response, int]:
    actor = current_actor()
    branch_id = branch_in_reach(actor, content.get("branch_id"))
    made = services().create_enrolment_code(branch_id, actor.id, services().clock())
    link = enrolment_link(services().settings.public_url, made.code)
    body = {
        "code": made.code,
        "link": link,
        "qr_svg": _qr(link),
        "branch_id": branch_id,
        "expires_at": to_wire(made.expires_at),
    }
    return jsonify(body), 201


@blueprint.route("/devices", methods=["GET"])
@guard("devices.read")
@blueprint.arguments(BranchChoiceSchema, location="query")
@blueprint.alt_response(200, schema=DevicesSchema)
def list_devices(query: dict[str, Any]) -> Response:
    found = services().devices.devices(branch_in_reach(current_actor(), query.get("branch_id")))
    return jsonify({"devices": [device_body(device) for device in found if device.purpose == "tablet"]})


@blueprint.route("/devices/<device_id>/revoke", methods=["POST"])
@guard("devices.edit")
@blueprint.arguments(ReasonSchema)
@blueprint.alt_response(200, schema=DeviceSchema)
def revoke(content: dict[str, Any], device_id: str) -> Response:
    branch_id, by = _branch_of(device_id), current_actor().id
    changed = services().change_device_state.revoke(device_id, branch_id, by, content["reason"], services().clock())
    return jsonify(device_body(changed))


@blueprint.route("/devices/<device_id>/release", methods=["POST"])
@guard("devices.edit")
@blueprint.arguments(ReasonSchema)
@blueprint.alt_response(200, schema=DeviceSchema)
def release(content: dict[str, Any], device_id: str) -> Response:
    branch_id, by = _branch_of(device_id), current_actor().id
    changed = services().change_device_state.release(device_id, branch_id, by, content["reason"], services().clock())
    return jsonify(device_body(changed))


def _branch_of(device_id: str) -> str:
    """The branch in which this person may look for the tablet: its own for who reaches all, else theirs."""
    device = services().devices.device(device_id)
    actor = current_actor()
    if device is None or device.branch_id == actor.branch_id:
        return actor.branch_id
    return branch_in_reach(actor, device.branch_id) if actor.active_role == "admin" else actor.branch_id


def enrolment_link(public_url: str, code: str) -> str:
    """The code stands in the fragment, which browsers send to nobody: it reaches no log."""
    return f"{public_url.rstrip('/')}/enrol#code={code}"


def _qr(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", xmldecl=False, scale=4, border=2)
    return drawn.getvalue().decode()


def device_body(device: Device) -> dict[str, Any]:
    return {
        "id": device.id,
        "no": device.no,
        "name": device.name,
        "branch_id": device.branch_id,
        "state": device.state,
        "state_reason": device.state_reason,
        "enrolled_at": to_wire(device.enrolled_at),
        "last_seen_at": to_wire(device.last_seen_at) if device.last_seen_at else None,
        "app_version": device.app_version,
        "unsent": device.unsent,
        "drafts": device.drafts,
        "behind": part("overview").tablets.is_behind(device, services().clock()),
    }
