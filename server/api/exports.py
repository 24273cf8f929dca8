"""Lists as files: with the filters and the masks of the list on the screen, and an entry in the audit log before they leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

from flask import Response, stream_with_context
from marshmallow import fields, validate

from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.guards import guard
from server.api.reach import branch_in_reach
from server.api.records import RecordFilterSchema, wanted_by
from server.services.export_table import MEDIA_TYPES, Format, Table, as_csv, as_xlsx
from server.services.exports_part import ExportsPart
from server.services.sync_part import SyncPart

blueprint = Blueprint("exports", __name__, url_prefix="/api/exports", description="Lists as files")
FILE = {"content_type": MEDIA_TYPES["xlsx"], "schema": fields.Raw(metadata={"format": "binary"})}


class RecordExportSchema(RecordFilterSchema):
    format = fields.String(load_default="xlsx", validate=validate.OneOf(get_args(Format)))


@blueprint.route("/records", methods=["GET"])
@guard("lists.export")
@blueprint.arguments(RecordExportSchema, location="query")
@blueprint.alt_response(200, **FILE)
def export_records(query: dict[str, Any]) -> Response:
    actor, now = current_actor(), services().clock()
    branch_id = branch_in_reach(actor, query.get("branch_id"))
    reach = cast(SyncPart, part("sync")).see.reach(actor, branch_id)
    table = _exports().records(actor, reach, wanted_by(actor, query), now)
    return table_file(table, "records", query, branch_id)


def table_file(table: Table, name: str, query: Mapping[str, Any], branch_id: str) -> Response:
    """What was looked for may be a name, so the log says that something was, and not what."""
    actor, now = current_actor(), services().clock()
    said = {key: str(value) for key, value in query.items() if key != "q"} | {"words": "q" in query}
    with services().transaction():
        _exports().audit.append(branch_id, actor.id, "list.exported", f"list:{name}", said, now)
    format_: Format = query["format"]
    content = as_xlsx(table) if format_ == "xlsx" else stream_with_context(as_csv(table))
    response = Response(content, mimetype=MEDIA_TYPES[format_])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{now:%Y%m%d-%H%M}.{format_}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _exports() -> ExportsPart:
    return cast(ExportsPart, part("exports"))
