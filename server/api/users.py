"""Accounts, for the administrator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.guards import guard
from server.api.schema import Id, StrictSchema
from server.domain.moments import to_wire
from server.domain.people import User
from server.domain.roles import EVERY_BRANCH, ROLES
from server.services.edit_user import AccountChange
from server.services.hash_passwords import MAX_PASSWORD

blueprint = Blueprint("users", __name__, url_prefix="/api/users", description="Accounts")
ROLE_CODES = [role.code for role in ROLES]


class AccountSchema(StrictSchema):
    name = fields.String(validate=validate.Length(1, 50))
    branch_id = Id()
    roles = fields.List(fields.String(validate=validate.OneOf(ROLE_CODES)), validate=validate.Length(1, 13))
    department = fields.String(allow_none=True, validate=validate.Length(1, 40))
    language = fields.String(validate=validate.OneOf(["zh", "en"]))
    active = fields.Boolean()
    password = fields.String(validate=validate.Length(1, MAX_PASSWORD))


class NewAccountSchema(AccountSchema):
    username = fields.String(required=True, validate=validate.Regexp(r"^[A-Za-z0-9][A-Za-z0-9._-]{1,39}\Z"))
    password = fields.String(
        validate=validate.Length(1, MAX_PASSWORD), metadata={"description": "Without one, an initial one is made."}
    )
    name = fields.String(required=True, validate=validate.Length(1, 50))
    branch_id = Id(required=True)
    roles = fields.List(
        fields.String(validate=validate.OneOf(ROLE_CODES)), required=True, validate=validate.Length(1, 13)
    )

    class Meta(StrictSchema.Meta):
        exclude = ("active",)


class UserSchema(Schema):
    id = fields.String(required=True)
    username = fields.String(required=True)
    name = fields.String(required=True)
    branch_id = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    department = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)
    active = fields.Boolean(required=True)
    password_initial = fields.Boolean(required=True)


class NewUserSchema(UserSchema):
    initial_password = fields.String(
        required=True, allow_none=True, metadata={"description": "Said this once, where the server made it."}
    )


class EventSchema(Schema):
    """`details` say which fields changed: values where they are codes, never a name or a password."""

    at = fields.String(required=True)
    by_name = fields.String(required=True)
    action = fields.String(required=True)
    details = fields.Dict(keys=fields.String(), required=True)


class EventsSchema(Schema):
    events = fields.List(fields.Nested(EventSchema), required=True)


class UsersSchema(Schema):
    users = fields.List(fields.Nested(UserSchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("users.read")
@blueprint.alt_response(200, schema=UsersSchema)
def list_users() -> Response:
    actor = current_actor()
    everywhere = actor.active_role in EVERY_BRANCH
    seen = [user for user in services().people.users() if everywhere or user.branch_id == actor.branch_id]
    return jsonify({"users": [user_body(user) for user in seen]})


@blueprint.route("", methods=["POST"])
@guard("users.edit")
@blueprint.arguments(NewAccountSchema)
@blueprint.alt_response(201, schema=NewUserSchema)
def create_user(content: dict[str, Any]) -> tuple[Response, int]:
    username, password, made = content.pop("username"), content.pop("password", None), None
    wanted, by, at = AccountChange(**content), current_actor().id, services().clock()
    if password is None:
        user, made = services().set_password.create(username, wanted, by, at)
    else:
        user = services().edit_user.create(username, password, wanted, by, at)
    return jsonify(user_body(user) | {"initial_password": made}), 201


@blueprint.route("/<user_id>", methods=["PATCH"])
@guard("users.edit")
@blueprint.arguments(AccountSchema)
@blueprint.alt_response(200, schema=UserSchema)
def change_user(content: dict[str, Any], user_id: str) -> Response:
    changed = services().edit_user.change(user_id, AccountChange(**content), current_actor().id, services().clock())
    return jsonify(user_body(changed))


@blueprint.route("/<user_id>/password", methods=["POST"])
@guard("users.edit")
@blueprint.alt_response(200, schema=NewUserSchema)
def give_password(user_id: str) -> Response:
    """A new initial password, with which the person sets their own at the desk."""
    user, password = services().set_password.give(user_id, current_actor().id, services().clock())
    return jsonify(user_body(replace(user, password_initial=True)) | {"initial_password": password})


@blueprint.route("/<user_id>/history", methods=["GET"])
@guard("users.edit")
@blueprint.alt_response(200, schema=EventsSchema)
def account_history(user_id: str) -> Response:
    told = services().account_history(user_id)
    events = [{**vars(each), "at": to_wire(each.at)} for each in told]
    return jsonify({"events": events})


def user_body(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "branch_id": user.branch_id,
        "roles": list(user.roles),
        "department": user.department,
        "language": user.language,
        "active": user.active,
        "password_initial": user.password_initial,
    }
