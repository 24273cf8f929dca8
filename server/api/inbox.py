"""The inbox of a department agent: what waits for their department, and what it has dealt with."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.schema import RecordSchema, StrictSchema
from server.domain.moments import to_wire
from server.services.measure_department import MOST_WEEKS, Week
from server.services.read_inbox import InboxPage, Position

blueprint = Blueprint("inbox", __name__, url_prefix="/api/inbox", description="Tickets of one's department")


class InboxQuerySchema(StrictSchema):
    state = fields.String(load_default="open", validate=validate.OneOf(["open", "done"]))
    cursor = fields.String(
        validate=validate.Length(1, 300), metadata={"description": "`next` of the page before; opaque."}
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class InboxDepartmentSchema(Schema):
    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class InboxCountsSchema(Schema):
    open = fields.Integer(required=True)
    overdue = fields.Integer(required=True)


class InboxItemSchema(RecordSchema):
    """A record as lists show it, masked, with its clock: whole minutes until it is due, while it is open."""

    open = fields.Boolean(required=True)
    due_at = fields.String(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)
    minutes_left = fields.Integer(required=True, allow_none=True)


class InboxSchema(Schema):
    server_time = fields.String(required=True)
    department = fields.Nested(InboxDepartmentSchema, required=True)
    counts = fields.Nested(InboxCountsSchema, required=True)
    items = fields.List(fields.Nested(InboxItemSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class LoadQuerySchema(StrictSchema):
    weeks = fields.Integer(load_default=8, validate=validate.Range(1, MOST_WEEKS))


class WeekSchema(Schema):
    """From a Monday on; `minutes` is the median of working time until the answer, null where nothing was answered."""

    first = fields.Date(required=True)
    received = fields.Integer(required=True)
    answered = fields.Integer(required=True)
    late = fields.Integer(required=True)
    minutes = fields.Integer(required=True, allow_none=True)


class LoadSchema(Schema):
    department = fields.Nested(InboxDepartmentSchema, required=True)
    counts = fields.Nested(InboxCountsSchema, required=True)
    weeks = fields.List(fields.Nested(WeekSchema), required=True)


@blueprint.route("/load", methods=["GET"])
@guard("inbox.read")
@blueprint.arguments(LoadQuerySchema, location="query")
@blueprint.alt_response(200, schema=LoadSchema)
def read_load(query: dict[str, Any]) -> Response:
    actor, now = current_actor(), services().clock()
    department = _department(actor.user.department)
    opened = part("inbox").read(actor.branch_id, department["code"], done=False, after=None, limit=1, now=now)
    weeks: list[Week] = part("inbox").measure(actor.branch_id, department["code"], query["weeks"], now)
    body = {
        "department": department,
        "counts": {"open": opened.open_count, "overdue": opened.overdue_count},
        "weeks": [{**vars(week), "first": week.first.isoformat()} for week in weeks],
    }
    return jsonify(body)


@blueprint.route("", methods=["GET"])
@guard("inbox.read")
@blueprint.arguments(InboxQuerySchema, location="query")
@blueprint.alt_response(200, schema=InboxSchema)
def read_inbox(query: dict[str, Any]) -> Response:
    actor, now = current_actor(), services().clock()
    department = _department(actor.user.department)
    page: InboxPage = part("inbox").read(
        actor.branch_id,
        department["code"],
        done=query["state"] == "done",
        after=_position(query.get("cursor")),
        limit=query["limit"],
        now=now,
    )
    body = {
        "server_time": to_wire(now),
        "department": department,
        "counts": {"open": page.open_count, "overdue": page.overdue_count},
        "items": list(page.items),
        "next": None if page.next is None else _cursor(page.next),
    }
    return jsonify(body)


def _department(code: str | None) -> dict[str, str]:
    """Nobody becomes an agent without one (`department_required`)."""
    for known in services().departments.departments():
        if known.code == code:
            return {"code": known.code, "zh": known.zh, "en": known.en}
    raise Problem("not_permitted")


def _cursor(position: Position) -> str:
    return base64.urlsafe_b64encode(json.dumps([position.at, position.id]).encode()).decode().rstrip("=")


def _position(cursor: str | None) -> Position | None:
    if cursor is None:
        return None
    try:
        at, record_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Problem("invalid", field="cursor") from error
    if not isinstance(record_id, str) or not isinstance(at, str | None) or "\0" in f"{at}{record_id}":
        raise Problem("invalid", field="cursor")
    return Position(at, record_id)
