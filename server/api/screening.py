"""Name screening at the desk of 合规部: lists and their import, and who exactly was hit. Nobody else is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.errors import Problem
from server.api.guards import guard
from server.api.schema import StrictSchema
from server.domain.moments import to_wire
from server.records import all_kinds
from server.services.import_screening_list import may_keep
from server.services.ports_screening import ScreeningList
from server.services.screening_part import ScreeningPart

blueprint = Blueprint("screening", __name__, url_prefix="/api/screening", description="Lists of names, for compliance")
LONGEST = 3_000_000
AHEAD = timedelta(days=30)
TOLERANCE = timedelta(minutes=5)
PERCENT = "screening_match_percent"


class ImportSchema(StrictSchema):
    """`content` is the text of a CSV or JSON file (server/services/import_screening_list.py)."""

    content = fields.String(required=True, validate=validate.Length(1, LONGEST))
    source = fields.String(required=True, validate=validate.Length(2, 200))
    effective_from = fields.AwareDateTime(load_default=None, allow_none=True)


class ListSchema(Schema):
    version = fields.String(required=True)
    source = fields.String(required=True)
    effective_from = fields.String(required=True)
    imported_at = fields.String(required=True)
    imported_by_name = fields.String(required=True)
    count = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("in_force", "scheduled", "superseded")))


class ListsSchema(Schema):
    lists = fields.List(fields.Nested(ListSchema), required=True)


class HitSchema(Schema):
    id = fields.String(required=True)
    matched = fields.String(required=True)
    score = fields.Integer(required=True)
    names = fields.List(fields.String(), required=True)
    type = fields.String(required=True)
    list = fields.String(required=True)
    detail = fields.String(required=True)


class HitsSchema(Schema):
    """`subject` is who was asked about, in clear: only compliance gets this answer, and the look is in the audit log."""

    result = fields.String(required=True)
    version = fields.String(required=True, allow_none=True)
    score = fields.Integer(required=True)
    percent = fields.Integer(required=True)
    subject = fields.Dict(required=True)
    hits = fields.List(fields.Nested(HitSchema), required=True)


@blueprint.route("/lists", methods=["GET"])
@guard("screening.keep")
@blueprint.alt_response(200, schema=ListsSchema)
@blueprint.alt_response(403, description="Another department")
def show_lists() -> Response:
    return jsonify({"lists": _told(_screening().newest(current_actor()))})


@blueprint.route("/lists", methods=["POST"])
@guard("screening.keep")
@blueprint.arguments(ImportSchema)
@blueprint.alt_response(201, schema=ListsSchema)
@blueprint.alt_response(422, description="`details.lines`: what is wrong, line by line")
def import_list(content: dict[str, Any]) -> tuple[Response, int]:
    now = services().clock()
    begins = content["effective_from"] or now
    if not now - TOLERANCE <= begins <= now + AHEAD:
        raise Problem("screening_list_day", field="effective_from")
    _screening().imported(current_actor(), content["content"], content["source"], begins, now)
    return jsonify({"lists": _told(_screening().newest(current_actor()))}), 201


@blueprint.route("/records/<record_id>", methods=["GET"])
@guard("screening.keep")
@blueprint.alt_response(200, schema=HitsSchema)
@blueprint.alt_response(403, description="Another department")
@blueprint.alt_response(404, description="No such record within reach")
@blueprint.alt_response(409, description="No figure is in force from which a likeness counts")
def show_hits(record_id: str) -> Response:
    actor, see, now = current_actor(), part("sync").see, services().clock()
    may_keep(actor)
    record = see.visible(see.reach(actor, actor.branch_id), record_id)
    if record is None:
        raise Problem("not_found")
    figure = part("reference").rules.figure(PERCENT, now, record.branch_id)
    if figure is None:
        raise Problem("screening_percent_missing")
    found = _screening().hits(actor, all_kinds()[record.kind], record, part("records"), figure.value, now)
    body = {"result": found.result, "version": found.version, "score": found.score, "percent": figure.value}
    return jsonify({**body, "subject": found.subject, "hits": list(found.hits)})


def _told(lists: list[ScreeningList]) -> list[dict[str, Any]]:
    """Newest first: the first that has begun is in force, those before it are to come."""
    now = services().clock()
    names = _screening().names(lists)
    current = next((each.version for each in lists if each.effective_from <= now), None)
    return [_list(each, current, now < each.effective_from, names) for each in lists]


def _list(made: ScreeningList, current: str | None, to_come: bool, names: dict[str, str]) -> dict[str, Any]:
    state = "scheduled" if to_come else "in_force" if made.version == current else "superseded"
    return {
        "version": made.version,
        "source": made.source,
        "effective_from": to_wire(made.effective_from),
        "imported_at": to_wire(made.imported_at),
        "imported_by_name": names.get(made.imported_by, ""),
        "count": made.count,
        "state": state,
    }


def _screening() -> ScreeningPart:
    found: ScreeningPart = part("screening")
    return found
