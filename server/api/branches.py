"""Branches and departments."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, services
from server.api.guards import guard
from server.api.schema import StrictSchema
from server.domain.people import Branch

blueprint = Blueprint("branches", __name__, url_prefix="/api", description="Branches and departments")


class NewBranchSchema(StrictSchema):
    no = fields.String(required=True, validate=validate.Regexp(r"^[0-9]{4}\Z"))
    name = fields.String(required=True, validate=validate.Length(2, 80))


class BranchNameSchema(StrictSchema):
    name = fields.String(required=True, validate=validate.Length(2, 80))


class BranchSchema(Schema):
    id = fields.String(required=True)
    no = fields.String(required=True)
    name = fields.String(required=True)


class BranchesSchema(Schema):
    branches = fields.List(fields.Nested(BranchSchema), required=True)


class DepartmentSchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class DepartmentsSchema(Schema):
    departments = fields.List(fields.Nested(DepartmentSchema), required=True)


@blueprint.route("/branches", methods=["GET"])
@guard("branches.read")
@blueprint.alt_response(200, schema=BranchesSchema)
def list_branches() -> Response:
    return jsonify({"branches": [_branch(branch) for branch in services().people.branches()]})


@blueprint.route("/branches", methods=["POST"])
@guard("branches.edit")
@blueprint.arguments(NewBranchSchema)
@blueprint.alt_response(201, schema=BranchSchema)
def open_branch(content: dict[str, Any]) -> tuple[Response, int]:
    branch = services().open_branch(content["no"], content["name"], current_actor().id, services().clock())
    return jsonify(_branch(branch)), 201


@blueprint.route("/branches/<branch_id>", methods=["PATCH"])
@guard("branches.edit")
@blueprint.arguments(BranchNameSchema)
@blueprint.alt_response(200, schema=BranchSchema)
def rename_branch(content: dict[str, Any], branch_id: str) -> Response:
    branch = services().open_branch.rename(branch_id, content["name"], current_actor().id, services().clock())
    return jsonify(_branch(branch))


@blueprint.route("/departments", methods=["GET"])
@guard("branches.read")
@blueprint.alt_response(200, schema=DepartmentsSchema)
def list_departments() -> Response:
    found = services().departments.departments()
    return jsonify({"departments": [{"code": d.code, "zh": d.zh, "en": d.en} for d in found]})


def _branch(branch: Branch) -> dict[str, str]:
    return {"id": branch.id, "no": branch.no, "name": branch.name}
