"""Sign in, look at oneself, change role or language, sign out."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import clear_session_cookie, current_actor, services, session_token, set_session_cookie
from server.api.errors import Problem
from server.api.guards import guard, public, require_device
from server.api.schema import Instant, StrictSchema
from server.domain.moments import to_wire
from server.domain.people import Actor, Device
from server.domain.roles import ROLES
from server.services.hash_passwords import MAX_PASSWORD
from server.services.issue_grant import TabletAccess

blueprint = Blueprint("session", __name__, url_prefix="/api/session", description="Sign-in and the person at work")
ROLE_CODES = [role.code for role in ROLES]


class SignInSchema(StrictSchema):
    username = fields.String(required=True, validate=validate.Length(1, 40))
    password = fields.String(required=True, validate=validate.Length(1, MAX_PASSWORD))
    device_id = fields.String(
        validate=validate.Length(1, 36),
        metadata={"description": "An enrolled tablet; the request must be signed by its key."},
    )


class SessionChangeSchema(StrictSchema):
    active_role = fields.String(validate=validate.OneOf(ROLE_CODES))
    language = fields.String(validate=validate.OneOf(["zh", "en"]))


class PasswordSchema(StrictSchema):
    old = fields.String(required=True, validate=validate.Length(1, MAX_PASSWORD))
    password = fields.String(required=True, validate=validate.Length(1, MAX_PASSWORD))


class PersonSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    username = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    active_role = fields.String(required=True)
    permissions = fields.List(fields.String(), required=True)
    branch_id = fields.String(required=True)
    branch_name = fields.String(required=True)
    branch_no = fields.String(required=True)
    department = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    password_initial = fields.Boolean(required=True)


class GrantSchema(Schema):
    grant_id = fields.String(required=True)
    issued_at = Instant(required=True, metadata={"type": "string", "format": "date-time"})
    expires_at = Instant(required=True, metadata={"type": "string", "format": "date-time"})
    roles = fields.List(fields.String(), required=True)


class SessionSchema(Schema):
    user = fields.Nested(PersonSchema, required=True)
    csrf_token = fields.String(required=True)
    expires_at = fields.String(required=True)
    grant = fields.Nested(GrantSchema)
    device_share = fields.String()
    recovery_secret = fields.String()


@blueprint.route("", methods=["POST"])
@public("signing in is how one becomes known; attempts are limited, and a foreign page cannot send JSON here")
@blueprint.arguments(SignInSchema)
@blueprint.alt_response(200, schema=SessionSchema)
def open_session(content: dict[str, Any]) -> Response:
    device = _signing_device(content.get("device_id"))
    at = services().clock()
    signed_in = services().sign_in(
        content["username"],
        content["password"],
        address=request.remote_addr or "",
        device=device,
        at=at,
        replaces=session_token(),
    )
    actor = services().resolve_session(signed_in.token, at)
    if actor is None:
        raise Problem("not_signed_in")
    response = jsonify(_session(actor, signed_in.token) | _access(signed_in.access))
    set_session_cookie(response, signed_in.token)
    return response


@blueprint.route("", methods=["GET"])
@guard("session.own")
@blueprint.alt_response(200, schema=SessionSchema)
def read_session() -> Response:
    return jsonify(_session(current_actor(), session_token() or ""))


@blueprint.route("", methods=["PATCH"])
@guard("session.own")
@blueprint.arguments(SessionChangeSchema)
@blueprint.alt_response(200, schema=SessionSchema)
def change_session(content: dict[str, Any]) -> Response:
    token, at = session_token() or "", services().clock()
    role, language = content.get("active_role"), content.get("language")
    services().change_session(token, current_actor(), role=role, language=language, at=at)
    actor = services().resolve_session(token, at)
    if actor is None:
        raise Problem("not_signed_in")
    return jsonify(_session(actor, token))


@blueprint.route("/password", methods=["POST"])
@guard("session.own")
@blueprint.arguments(PasswordSchema)
@blueprint.response(204)
def set_password(content: dict[str, Any]) -> Response:
    """One's own. Every session of the person ends, this one too."""
    services().set_password.own(
        current_actor(), content["old"], content["password"], request.remote_addr or "", services().clock()
    )
    response = Response(status=204)
    clear_session_cookie(response)
    return response


@blueprint.route("", methods=["DELETE"])
@guard("session.own")
@blueprint.response(204)
def close_session() -> Response:
    services().sign_out(session_token() or "", current_actor(), services().clock())
    response = Response(status=204)
    clear_session_cookie(response)
    return response


def _signing_device(device_id: str | None) -> Device | None:
    if device_id is None:
        return None
    device = require_device()
    if device.id != device_id:
        raise Problem("signature_invalid", field="device_id")
    return device


def _session(actor: Actor, token: str) -> dict[str, Any]:
    user = actor.user
    person = {
        "id": user.id,
        "name": user.name,
        "username": user.username,
        "roles": list(user.roles),
        "active_role": actor.active_role,
        "permissions": sorted(permissions_of(actor.active_role)),
        "branch_id": actor.branch.id,
        "branch_name": actor.branch.name,
        "branch_no": actor.branch.no,
        "department": user.department,
        "language": user.language,
        "password_initial": user.password_initial,
    }
    return {"user": person, "csrf_token": services().csrf_token(token), "expires_at": to_wire(actor.expires_at)}


def _access(access: TabletAccess | None) -> dict[str, Any]:
    if access is None:
        return {}
    grant = access.grant
    return {
        "grant": {
            "grant_id": grant.id,
            "issued_at": to_wire(grant.issued_at),
            "expires_at": to_wire(grant.expires_at),
            "roles": list(grant.roles),
        },
        "device_share": access.device_share,
        "recovery_secret": access.recovery_secret,
    }


def permissions_of(role: str) -> frozenset[str]:
    return next((known.permissions for known in ROLES if known.code == role), frozenset())
