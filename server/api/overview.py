"""What waits in a branch, count by count, and every branch beside the others for who answers for all."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.branches import BranchSchema
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.records import BranchChoiceSchema
from server.domain.moments import to_wire
from server.domain.people import Branch
from server.domain.roles import EVERY_BRANCH
from server.services.overview_part import OverviewPart
from server.services.show_overview import CONFIRMATIONS, CONFLICTS
from server.services.watch_branches import APPROVALS, OVERDUE, Watched

DECIDED = frozenset({APPROVALS, CONFIRMATIONS, CONFLICTS})
blueprint = Blueprint("overview", __name__, url_prefix="/api/overview", description="What waits in a branch")


class CountSchema(Schema):
    """`list` is what `watch` of the list of records takes; null where the count opens another page, named by its code."""

    code = fields.String(required=True)
    list_ = fields.String(required=True, allow_none=True, data_key="list")
    group = fields.String(required=True, validate=validate.OneOf(("decide", "open", "today", "beside")))
    zh = fields.String(required=True)
    en = fields.String(required=True)
    count = fields.Integer(required=True)
    late = fields.Integer(required=True)


class BranchOverviewSchema(Schema):
    server_time = fields.String(required=True)
    branch = fields.Nested(BranchSchema, required=True)
    counts = fields.List(fields.Nested(CountSchema), required=True)


class ColumnSchema(Schema):
    code = fields.String(required=True)
    list_ = fields.String(required=True, allow_none=True, data_key="list")
    group = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class OverviewRowSchema(Schema):
    """For each column how many, and how many of them are late."""

    branch = fields.Nested(BranchSchema, required=True)
    counts = fields.List(fields.List(fields.Integer()), required=True)


class BranchesOverviewSchema(Schema):
    server_time = fields.String(required=True)
    columns = fields.List(fields.Nested(ColumnSchema), required=True)
    rows = fields.List(fields.Nested(OverviewRowSchema), required=True)


@blueprint.route("", methods=["GET"])
@guard("overview.read")
@blueprint.arguments(BranchChoiceSchema, location="query")
@blueprint.alt_response(200, schema=BranchOverviewSchema)
def read_overview(query: dict[str, Any]) -> Response:
    actor, now = current_actor(), services().clock()
    branch = services().people.branch(branch_in_reach(actor, query.get("branch_id")))
    if branch is None:
        raise Problem("unknown_branch", field="branch_id")
    counts = [count_body(each) for each in _overview().show(actor, branch.id, now)]
    return jsonify({"server_time": to_wire(now), "branch": _branch(branch), "counts": counts})


@blueprint.route("/branches", methods=["GET"])
@guard("overview.read")
@blueprint.alt_response(200, schema=BranchesOverviewSchema)
def read_branches() -> Response:
    actor, now = current_actor(), services().clock()
    if actor.active_role not in EVERY_BRANCH:
        raise Problem("wrong_branch")
    found = _overview().show.branches(actor, services().people.branches(), now)
    columns = [_column(each) for each in found.columns]
    rows = [{"branch": _branch(branch), "counts": counts} for branch, counts in found.rows]
    return jsonify({"server_time": to_wire(now), "columns": columns, "rows": rows})


def count_body(watched: Watched) -> dict[str, Any]:
    return _column(watched) | {"count": watched.count, "late": watched.late}


def _column(watched: Watched) -> dict[str, Any]:
    is_list = watched.kind is not None or watched.code in (OVERDUE, APPROVALS)
    code = f"{watched.kind}.{watched.code}" if watched.kind else watched.code
    told = {"code": code, "list": code if is_list else None, "group": _group(watched)}
    return told | {"zh": watched.zh, "en": watched.en}


def _group(watched: Watched) -> str:
    """What waits for one's decision, what stands open, what is of today, and what stands beside the records."""
    if watched.code in DECIDED:
        return "decide"
    if watched.kind is None and watched.code != OVERDUE:
        return "beside"
    return "today" if watched.today else "open"


def _branch(branch: Branch) -> dict[str, str]:
    return {"id": branch.id, "no": branch.no, "name": branch.name}


def _overview() -> OverviewPart:
    return cast(OverviewPart, part("overview"))
