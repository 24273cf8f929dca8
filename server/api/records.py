"""Records at the desk: lists, one record with its history, the steps of its life cycle, and unmasking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.evidence import FIGURE, numbers_of
from server.api.guards import guard
from server.api.reach import branch_in_reach, visible_record
from server.api.schema import Id, RecordSchema, StrictSchema
from server.domain.moments import BANK_ZONE, to_wire
from server.domain.people import Actor
from server.services.run_online import Doer, OperationRefused, Step
from server.services.see_records import Filter
from server.services.sync_part import SyncPart

blueprint = Blueprint("records", __name__, url_prefix="/api", description="Records, online")
CURSOR = re.compile(r"([0-9TZ:.-]{24})~([0-9a-f-]{36})\Z", re.ASCII)
CODE = validate.Regexp(r"^[a-z][a-z0-9_]{0,39}\Z")
WATCH = re.compile(r"^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?\Z", re.ASCII)
MAX_WORDS = 10
# What a refusal of the engine means over HTTP; everything else is a value to correct.
STATUS_OF = {
    "not_permitted": 403,
    "self_review": 403,
    "wrong_status": 409,
    "conflict_resolved": 409,
    "no_such_conflict": 404,
}


class RecordFilterSchema(StrictSchema):
    branch_id = Id()
    kind = fields.String(validate=CODE)
    status = fields.String(validate=CODE)
    first_day = fields.Date(data_key="from", metadata={"description": "From this day of the bank."})
    figure = fields.String(
        validate=validate.Regexp(FIGURE), metadata={"description": "Of a document's evidence: the records behind it."}
    )
    watch = fields.String(
        validate=validate.Regexp(WATCH),
        metadata={"description": "What a count of the overview counted: `overdue`, `approvals`, `<kind>.<watch>`."},
    )
    last_day = fields.Date(data_key="to", metadata={"description": "Up to and with this day."})
    q = fields.String(validate=validate.Length(1, 100), metadata={"description": "Words, all of which must be found."})


class RecordQuerySchema(RecordFilterSchema):
    cursor = fields.String(validate=validate.Regexp(CURSOR), metadata={"description": "`next` of the page before."})
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class BranchChoiceSchema(StrictSchema):
    branch_id = Id()


class HistorySchema(Schema):
    at = fields.String(required=True)
    by = fields.String(required=True)
    by_name = fields.String(required=True)
    verb = fields.String(required=True)
    from_status = fields.String(required=True, allow_none=True)
    to_status = fields.String(required=True, allow_none=True)
    fields_ = fields.List(fields.String(), required=True, data_key="fields")
    reason = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True)


class RecordDetailSchema(RecordSchema):
    commands = fields.List(fields.String(), required=True)
    linked = fields.List(
        fields.Nested(RecordSchema), required=True, metadata={"description": "What names this record."}
    )
    history = fields.List(fields.Nested(HistorySchema), required=True)


class RecordsSchema(Schema):
    items = fields.List(fields.Nested(RecordSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class StepSchema(StrictSchema):
    args = fields.Dict(keys=fields.String(validate=validate.Length(1, 60)), load_default=dict)
    reason = fields.String(validate=validate.Length(1, 500), allow_none=True)
    expected_rev = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))


class CaptureSchema(StrictSchema):
    kind = fields.String(required=True, validate=CODE)
    values = fields.Dict(keys=fields.String(validate=CODE), required=True)
    at = fields.AwareDateTime(format="iso", metadata={"description": "When it happened, where that was before now."})


class DuplicatesSchema(StrictSchema):
    kind = fields.String(required=True, validate=CODE)
    values = fields.Dict(keys=fields.String(validate=CODE), required=True)


class SteppedSchema(Schema):
    receipt = fields.Dict(required=True)
    record = fields.Nested(RecordDetailSchema, required=True)


class UnmaskSchema(StrictSchema):
    field = fields.String(required=True, validate=CODE)
    reason = fields.String(required=True, validate=validate.Length(2, 200))


class UnmaskedSchema(Schema):
    field = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)


@blueprint.route("/records", methods=["GET"])
@guard("records.read")
@blueprint.arguments(RecordQuerySchema, location="query")
@blueprint.alt_response(200, schema=RecordsSchema)
def list_records(query: dict[str, Any]) -> Response:
    actor = current_actor()
    reach = _sync().see.reach(actor, branch_in_reach(actor, query.get("branch_id")))
    found = _sync().see.page(actor, reach, wanted_by(actor, query), services().clock())
    more = len(found) > query["limit"]
    shown = found[: query["limit"]]
    return jsonify({"items": shown, "next": f"{shown[-1]['at']}~{shown[-1]['id']}" if more else None})


@blueprint.route("/records", methods=["POST"])
@guard("records.capture")
@blueprint.arguments(CaptureSchema)
@blueprint.alt_response(201, schema=SteppedSchema)
def capture_record(content: dict[str, Any]) -> Response:
    """A new record, decided at once. Departments make those of their own kinds, everybody what their role may capture."""
    actor, now = current_actor(), services().clock()
    try:
        receipt, record = _sync().capture(actor, content["kind"], content["values"], now, content.get("at"))
    except OperationRefused as refused:
        return refusal(refused.receipt)
    response = jsonify({"receipt": receipt, "record": _sync().see.detail(actor, record, now)})
    response.status_code = 201
    return response


@blueprint.route("/records/duplicates", methods=["POST"])
@guard("records.read")
@blueprint.arguments(DuplicatesSchema)
@blueprint.alt_response(200, schema=RecordsSchema)
def find_duplicates(content: dict[str, Any]) -> Response:
    """Records that share a key with these values. They are posted, because an address would be logged."""
    actor, see, now = current_actor(), _sync().see, services().clock()
    reach = see.reach(actor, actor.branch_id)
    ids = _sync().duplicates(actor.branch_id, content["kind"], content["values"])
    found = [record for record_id in ids if (record := see.visible(reach, record_id)) is not None]
    return jsonify({"items": see.offered(actor, found, now), "next": None})


@blueprint.route("/records/<record_id>", methods=["GET"])
@guard("records.read")
@blueprint.arguments(BranchChoiceSchema, location="query")
@blueprint.alt_response(200, schema=RecordDetailSchema)
def read_record(query: dict[str, Any], record_id: str) -> Response:
    actor = current_actor()
    record = visible_record(actor, record_id, query.get("branch_id"))
    return jsonify(_sync().see.detail(actor, record, services().clock()))


@blueprint.route("/records/<record_id>/commands/<verb>", methods=["POST"])
@guard("records.command")
@blueprint.arguments(StepSchema)
@blueprint.alt_response(200, schema=SteppedSchema)
def run_command(content: dict[str, Any], record_id: str, verb: str) -> Response:
    """A step of the life cycle, a correction (`update`) or a choice between conflicting values (`resolve`)."""
    actor, now = current_actor(), services().clock()
    record = visible_record(actor, record_id)
    if f"{record.kind}.{verb}@1" not in _sync().see.kinds[record.kind].operations or verb == "create":
        raise Problem("not_found")
    step = Step(verb, content["args"], content.get("reason"), content["expected_rev"])
    try:
        receipt, after = _sync().run_online(Doer(actor.id, actor.active_role, actor.branch_id), record.id, step, now)
    except OperationRefused as refused:
        return refusal(refused.receipt)
    return jsonify({"receipt": receipt, "record": _sync().see.detail(actor, after, now)})


@blueprint.route("/records/<record_id>/unmask", methods=["POST"])
@guard("records.unmask")
@blueprint.arguments(UnmaskSchema)
@blueprint.alt_response(200, schema=UnmaskedSchema)
def unmask(content: dict[str, Any], record_id: str) -> Response:
    actor = current_actor()
    record = visible_record(actor, record_id)
    value = _sync().unmask(actor, record, content["field"], content["reason"], services().clock())
    return jsonify({"field": content["field"], "value": value})


def refusal(receipt: Mapping[str, Any]) -> Response:
    """What the engine refused, in the shape of every other error: its code, field and sentences."""
    body = {"code": receipt["code"], "message": receipt["message"]}
    if "field" in receipt:
        body["field"] = receipt["field"]
    response = jsonify(body)
    response.status_code = STATUS_OF.get(receipt["code"], 422)
    return response


def wanted_by(actor: Actor, query: Mapping[str, Any]) -> Filter:
    """The filters of a list, narrowed to what a count of the overview counted, or a figure of a document, where one is named."""
    wanted = record_filter(query)
    if "figure" in query:
        branch_id = branch_in_reach(actor, query.get("branch_id"))
        wanted = replace(wanted, numbers=numbers_of(branch_id, query["figure"]))
    if "watch" not in query:
        return wanted
    narrowed: Filter = part("overview").watch.filtered(actor, wanted, query["watch"], services().clock())
    return narrowed


def record_filter(query: Mapping[str, Any]) -> Filter:
    after = CURSOR.match(query["cursor"]) if "cursor" in query else None
    return Filter(
        kind=query.get("kind"),
        status=query.get("status"),
        first=_midnight(query.get("first_day"), 0),
        last=_midnight(query.get("last_day"), 1),
        words=tuple(query.get("q", "").lower().split())[:MAX_WORDS],
        after=(after[1], after[2]) if after else None,
        limit=query.get("limit", 0) + 1,
    )


def _midnight(day: date | None, later: int) -> str | None:
    """The start of the bank's day, `later` days on; None for days no calendar holds."""
    if day is None:
        return None
    try:
        return to_wire(datetime.combine(day, time.min, BANK_ZONE).astimezone(UTC) + timedelta(days=later))
    except OverflowError as error:
        raise Problem("invalid", field="from" if later == 0 else "to") from error


def _sync() -> SyncPart:
    return cast(SyncPart, part("sync"))
