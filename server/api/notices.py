"""Notices (提醒): what somebody is told, a line of events that says there is more, and that they read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services, session_token
from server.api.errors import Problem
from server.api.guards import guard
from server.api.schema import StrictSchema
from server.domain.notices import CODES
from server.services.choose_habits import ChooseHabits
from server.services.read_notices import ReadNotices
from server.services.sync_part import SyncPart

HOURS = ("quiet_from", "quiet_until")
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z"
MESSAGE = "event: notice\ndata: {}\n\n"
blueprint = Blueprint("notices", __name__, url_prefix="/api/notices", description="What somebody is told")


class NoticesQuerySchema(StrictSchema):
    cursor = fields.UUID(metadata={"description": "`next` of the page before."})
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 100))


class NoticeRecordSchema(Schema):
    """As lists show it: `values` are the masked fields of its title; of a sealed kind there are none."""

    no = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    values = fields.Dict(required=True)


class NoticeSchema(Schema):
    id = fields.String(required=True)
    branch_id = fields.String(required=True)
    code = fields.String(required=True, validate=validate.OneOf(CODES))
    kind = fields.String(required=True)
    record_id = fields.String(required=True, allow_none=True)
    document_id = fields.String(required=True, allow_none=True)
    verb = fields.String(required=True, allow_none=True, metadata={"description": "The step that was taken."})
    urgent = fields.Boolean(required=True, metadata={"description": "Breaks through quiet hours."})
    at = fields.String(required=True)
    read = fields.Boolean(required=True)
    record = fields.Nested(NoticeRecordSchema, required=True, allow_none=True)


class NoticesSchema(Schema):
    """`unread` counts to 100 and no further."""

    items = fields.List(fields.Nested(NoticeSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    unread = fields.Integer(required=True)


class ReadSchema(StrictSchema):
    """Either these, or all up to this one."""

    ids = fields.List(fields.UUID(), validate=validate.Length(1, 100))
    through = fields.UUID()


class UnreadSchema(Schema):
    unread = fields.Integer(required=True)


class HouseHoursSchema(Schema):
    quiet_from = fields.String(required=True)
    quiet_until = fields.String(required=True)


class HabitsSchema(Schema):
    """Quiet hours that are not the person's own are the house's; there are none where both times are the same."""

    sound = fields.Boolean(required=True)
    toasts = fields.Boolean(required=True)
    quiet_from = fields.String(required=True, allow_none=True)
    quiet_until = fields.String(required=True, allow_none=True)
    house = fields.Nested(HouseHoursSchema, required=True)


class HabitsChangeSchema(StrictSchema):
    """Hours are of the bank's clock, both or neither; null gives them back to the house."""

    sound = fields.Boolean()
    toasts = fields.Boolean()
    quiet_from = fields.String(allow_none=True, validate=validate.Regexp(CLOCK))
    quiet_until = fields.String(allow_none=True, validate=validate.Regexp(CLOCK))

    @validates_schema
    def names_both_hours_or_neither(self, data: dict[str, Any], **_options: Any) -> None:
        given = [name in data for name in HOURS]
        chosen = [data.get(name) is not None for name in HOURS]
        if given[0] != given[1] or chosen[0] != chosen[1]:
            raise ValidationError("Both hours or neither.", "quiet_until")


@blueprint.route("", methods=["GET"])
@guard("records.read")
@blueprint.arguments(NoticesQuerySchema, location="query")
@blueprint.alt_response(200, schema=NoticesSchema)
def list_notices(query: dict[str, Any]) -> Response:
    """One's own, those of one's active role and of one's department, newest first."""
    after = str(query["cursor"]) if "cursor" in query else None
    page = _notices()(current_actor(), after, query["limit"])
    return jsonify({"items": list(page.items), "next": page.next, "unread": page.unread})


@blueprint.route("/read", methods=["POST"])
@guard("records.read")
@blueprint.arguments(ReadSchema)
@blueprint.alt_response(200, schema=UnreadSchema)
def mark_read(wanted: dict[str, Any]) -> Response:
    """Somebody has read them; for everybody else they are as they were."""
    if ("ids" in wanted) == ("through" in wanted):
        raise Problem("invalid", field="ids")
    ids = [str(each) for each in wanted["ids"]] if "ids" in wanted else None
    through = str(wanted["through"]) if "through" in wanted else None
    return jsonify({"unread": _notices().mark(current_actor(), ids, through, services().clock())})


@blueprint.route("/habits", methods=["GET"])
@guard("records.read")
@blueprint.alt_response(200, schema=HabitsSchema)
def read_habits() -> Response:
    """How this person wants to be told."""
    return jsonify(_habits().of(current_actor(), services().clock()))


@blueprint.route("/habits", methods=["PATCH"])
@guard("records.read")
@blueprint.arguments(HabitsChangeSchema)
@blueprint.alt_response(200, schema=HabitsSchema)
def change_habits(wanted: dict[str, Any]) -> Response:
    return jsonify(_habits().change(current_actor(), wanted, services().clock()))


@blueprint.route("/live", methods=["GET"])
@guard("records.read")
def live_notices() -> Response:
    """Server-sent events: `notice` whenever there is something new to read, as long as the session lasts."""
    actor, token, offered, notices = current_actor(), session_token(), services(), _notices()
    sync = cast(SyncPart, part("sync"))

    def goes_on() -> bool:
        return token is not None and offered.resolve_session(token, at=offered.clock()) is not None

    def messages() -> Iterator[str]:
        for poke in sync.live(notices.scopes(actor), lambda: notices.heads(actor), goes_on):
            yield ":\n\n" if poke is None else MESSAGE

    return Response(messages(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _notices() -> ReadNotices:
    return cast(ReadNotices, part("notices"))


def _habits() -> ChooseHabits:
    return cast(ChooseHabits, part("notice_habits"))
