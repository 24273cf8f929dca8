"""The day of a branch: how complete it is, its closing, what is doubled, refused or late."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.overview import CountSchema, count_body
from server.api.reach import branch_in_reach
from server.api.records import BranchChoiceSchema
from server.api.schema import MessageSchema, RecordSchema, StrictSchema
from server.domain.moments import to_wire
from server.services.close_day import Closing, Day, TabletOfDay
from server.services.day_part import DayPart
from server.services.hash_passwords import MAX_PASSWORD

blueprint = Blueprint("day", __name__, url_prefix="/api/days", description="Closing a day")


class CloseSchema(StrictSchema):
    note = fields.String(load_default="", validate=validate.Length(max=200))
    password = fields.String(required=True, validate=validate.Length(1, MAX_PASSWORD))


class ReopenSchema(StrictSchema):
    reason = fields.String(required=True, validate=validate.Length(2, 200))


class TabletOfDaySchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    last_seen_at = fields.String(required=True, allow_none=True)
    unsent = fields.Integer(required=True, allow_none=True)
    drafts = fields.Integer(required=True, allow_none=True)
    silent = fields.Boolean(required=True)


class ClosingSchema(Schema):
    version = fields.Integer(required=True)
    state = fields.String(required=True)
    by_name = fields.String(required=True)
    at = fields.String(required=True)
    note = fields.String(required=True)
    lacking = fields.List(fields.Dict(), required=True)


class DaySchema(Schema):
    """`lacking` holds what is not as it should be; none is a complete day."""

    day = fields.Date(required=True)
    closed = fields.Boolean(required=True)
    lacking = fields.List(fields.Nested(CountSchema), required=True)
    tablets = fields.List(fields.Nested(TabletOfDaySchema), required=True)
    history = fields.List(fields.Nested(ClosingSchema), required=True)
    arrived_since = fields.Integer(required=True)


class RefusedSchema(Schema):
    op_id = fields.String(required=True)
    record_id = fields.String(required=True)
    kind = fields.String(required=True)
    verb = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.Nested(MessageSchema, required=True)
    duplicate = fields.Boolean(required=True)
    by_name = fields.String(required=True)
    at = fields.String(required=True)


class ReconciliationSchema(Schema):
    suspects = fields.List(fields.List(fields.Nested(RecordSchema)), required=True)
    refused = fields.List(fields.Nested(RefusedSchema), required=True)
    late = fields.List(fields.Nested(RecordSchema), required=True)


@blueprint.route("/<day>", methods=["GET"])
@guard("day.read")
@blueprint.arguments(BranchChoiceSchema, location="query")
@blueprint.alt_response(200, schema=DaySchema)
def read_day(query: dict[str, Any], day: str) -> Response:
    actor = current_actor()
    return _shown(branch_in_reach(actor, query.get("branch_id")), _date(day))


@blueprint.route("/<day>/closing", methods=["POST"])
@guard("day.close")
@blueprint.arguments(CloseSchema)
@blueprint.alt_response(200, schema=DaySchema)
def close_day(content: dict[str, Any], day: str) -> Response:
    actor, now = current_actor(), services().clock()
    _day().close.close(actor, _date(day), content["note"].strip(), content["password"], request.remote_addr or "", now)
    return _shown(actor.branch_id, _date(day))


@blueprint.route("/<day>/reopening", methods=["POST"])
@guard("day.close")
@blueprint.arguments(ReopenSchema)
@blueprint.alt_response(200, schema=DaySchema)
def reopen_day(content: dict[str, Any], day: str) -> Response:
    actor = current_actor()
    _day().close.reopen(actor, _date(day), content["reason"], services().clock())
    return _shown(actor.branch_id, _date(day))


@blueprint.route("/<day>/reconciliation", methods=["GET"])
@guard("day.read")
@blueprint.arguments(BranchChoiceSchema, location="query")
@blueprint.alt_response(200, schema=ReconciliationSchema)
def reconcile(query: dict[str, Any], day: str) -> Response:
    actor = current_actor()
    branch_id = branch_in_reach(actor, query.get("branch_id"))
    return jsonify(vars(_day().reconcile(actor, branch_id, _date(day), services().clock())))


def _shown(branch_id: str, day: date) -> Response:
    found = _day().close.look(current_actor(), branch_id, day, services().clock())
    return jsonify(
        {
            "day": found.day.isoformat(),
            "closed": found.is_closed,
            "lacking": [count_body(each) for each in found.lacking],
            "tablets": [_tablet(each) for each in found.tablets],
            "history": [_closing(each, found) for each in found.history],
            "arrived_since": found.arrived_since,
        }
    )


def _tablet(found: TabletOfDay) -> dict[str, Any]:
    device = found.device
    seen = to_wire(device.last_seen_at) if device.last_seen_at else None
    told = {"unsent": device.unsent, "drafts": device.drafts, "silent": found.silent}
    return {"id": device.id, "name": device.name, "last_seen_at": seen, **told}


def _closing(closing: Closing, day: Day) -> dict[str, Any]:
    said = {"version": closing.version, "state": closing.state, "note": closing.note, "lacking": list(closing.lacking)}
    return {**said, "by_name": day.names.get(closing.by, ""), "at": to_wire(closing.at)}


def _date(text: str) -> date:
    """Days near the ends of all dates have no midnight in every zone, and nothing happened on them."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Problem("not_found") from None
    if not 2000 <= found.year <= 2999 or found.isoformat() != text:
        raise Problem("not_found")
    return found


def _day() -> DayPart:
    return cast(DayPart, part("day"))
