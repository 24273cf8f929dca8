"""Notices (提醒): what somebody is told, a line of events that says there is more, and that they read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services, session_token
from server.api.errors import Problem
from server.api.guards import guard
from server.api.schema import StrictSchema
from server.domain.notices import CODES
from server.services.read_notices import ReadNotices
from server.services.sync_part import SyncPart

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
    at = fields.String(required=True)
    read_at = fields.String(required=True, allow_none=True)
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


MESSAGE = "event: notice\ndata: {}\n\n"


def _notices() -> ReadNotices:
    return cast(ReadNotices, part("notices"))
