"""Deciding on what was submitted for approval: read it in full, sign in again, and decide on exactly what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from flask import Response, jsonify, request
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.guards import guard
from server.api.reach import visible_record
from server.api.records import CODE, BranchChoiceSchema, SteppedSchema, refusal
from server.domain.approval import Judgement
from server.domain.moments import to_wire
from server.services.approvals_part import ApprovalsPart
from server.services.judge_record import Said
from server.services.run_online import OperationRefused
from server.services.sync_part import SyncPart

blueprint = Blueprint("approvals", __name__, url_prefix="/api/records", description="Approvals")
HASH = validate.Regexp(r"[0-9a-f]{64}\Z")


class JudgementSchema(Schema):
    verb = fields.String(required=True)
    by_name = fields.String(required=True)
    role = fields.String(required=True)
    at = fields.String(required=True)
    rev = fields.Integer(required=True)
    hash = fields.String(required=True)
    approves = fields.Boolean(required=True)
    stale = fields.Boolean(required=True, metadata={"description": "The content is no longer what was approved."})


class ChangeSchema(Schema):
    record_id = fields.String(required=True, allow_none=True, metadata={"description": "A part; None: the record."})
    kind = fields.String(required=True)
    no = fields.String(required=True, allow_none=True)
    field = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class PartSchema(Schema):
    id = fields.String(required=True)
    kind = fields.String(required=True)
    no = fields.String(required=True, allow_none=True)
    fields_ = fields.Dict(data_key="fields", required=True)


class ApprovalSchema(Schema):
    """What is decided on, and what changed in it since the newest judgement."""

    hash = fields.String(required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)
    since = fields.Nested(JudgementSchema, required=True, allow_none=True)
    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    judgements = fields.List(fields.Nested(JudgementSchema), required=True)


class JudgeSchema(BranchChoiceSchema):
    verb = fields.String(required=True, validate=CODE)
    args = fields.Dict(keys=fields.String(validate=CODE), load_default=dict)
    reason = fields.String(validate=validate.Length(1, 500), allow_none=True)
    expected_rev = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))
    hash = fields.String(required=True, validate=HASH, metadata={"description": "Of the content that was read."})
    password = fields.String(validate=validate.Length(1, 200), allow_none=True, load_default=None)


@blueprint.route("/<record_id>/approval", methods=["GET"])
@guard("records.read")
@blueprint.arguments(BranchChoiceSchema, location="query")
@blueprint.alt_response(200, schema=ApprovalSchema)
def read_approval(query: dict[str, Any], record_id: str) -> Response:
    record = visible_record(current_actor(), record_id, query.get("branch_id"))
    read = _approvals().judge.read(record)
    names = _names(read.judgements)
    return jsonify(
        {
            "hash": read.hash,
            "parts": read.content["parts"],
            "since": _judged(read.since, names) if read.since else None,
            "changes": [{**asdict(each), "kind": each.kind or record.kind} for each in read.differing],
            "judgements": [_judged(each, names) for each in read.judgements],
        }
    )


@blueprint.route("/<record_id>/judgements", methods=["POST"])
@guard("records.command")
@blueprint.arguments(JudgeSchema)
@blueprint.alt_response(200, schema=SteppedSchema)
def judge_record(content: dict[str, Any], record_id: str) -> Response:
    """Takes an approving step, or returns what was submitted."""
    actor, now = current_actor(), services().clock()
    record = visible_record(actor, record_id, content.pop("branch_id", None))
    said = Said(**{"reason": None, **content})
    try:
        receipt, after = _approvals().judge(actor, record, said, request.remote_addr or "", now)
    except OperationRefused as refused:
        return refusal(refused.receipt)
    return jsonify({"receipt": receipt, "record": _sync().see.detail(actor, after, now)})


def _judged(judgement: Judgement, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        **{name: getattr(judgement, name) for name in ("verb", "role", "rev", "hash", "approves", "stale")},
        "by_name": names.get(judgement.by, ""),
        "at": to_wire(judgement.at),
    }


def _names(judgements: Any) -> Mapping[str, str]:
    """Of everybody who decided."""
    return _approvals().names({each.by for each in judgements})


def _approvals() -> ApprovalsPart:
    return cast(ApprovalsPart, part("approvals"))


def _sync() -> SyncPart:
    return cast(SyncPart, part("sync"))
