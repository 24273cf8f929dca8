"""The other lists of the desk as files: one route, and for each list its filters, who may see it, and its columns.

A file holds what the list shows, masked as there, every page of it, and its taking is in the audit log before it leaves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args

from flask import Response, request
from marshmallow import Schema, ValidationError, fields, validate

from server.api.audit import AuditQuerySchema
from server.api.blueprints import Blueprint
from server.api.context import current_actor, part, services
from server.api.devices import BranchChoiceSchema, device_body
from server.api.document_shown import documents_part, shown_documents
from server.api.documents import DocumentFilterSchema, document_query
from server.api.errors import Problem
from server.api.exports import FILE, table_file
from server.api.guards import guard
from server.api.inbox import InboxQuerySchema
from server.api.list_columns import AUDIT, DEVICES, DOCUMENTS, INBOX, SERIALS, Column
from server.api.reach import branch_in_reach
from server.api.serial_register import RegisterFilterSchema, register_query, standing_of
from server.domain.audit_chain import BANK
from server.domain.moments import day_start
from server.domain.roles import may
from server.services.export_records import MOST
from server.services.export_table import Cell, Format, Table

blueprint = Blueprint("list_exports", __name__, url_prefix="/api/exports", description="Lists as files")
PAGE = 200
Items = Callable[[str, dict[str, Any]], Iterator[dict[str, Any]]]
"""From a branch and the filters to everything the list shows."""


@dataclass(frozen=True)
class Listing:
    permission: str
    schema: type[Schema]
    title: tuple[str, str]
    columns: Sequence[Column]
    items: Items


def _paged(page: Callable[[str | None], tuple[Sequence[dict[str, Any]], str | None]]) -> Iterator[dict[str, Any]]:
    given, cursor = 0, None
    while given < MOST:
        items, cursor = page(cursor)
        yield from items
        given += len(items)
        if cursor is None or not items:
            return


def _documents(branch_id: str, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    wanted = document_query(query)

    def page(after: str | None) -> tuple[Sequence[dict[str, Any]], str | None]:
        found = documents_part().lists.page(branch_id, wanted, after, PAGE)
        return shown_documents(found), found[-1].id if len(found) == PAGE else None

    return _paged(page)


def _serials(branch_id: str, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    wanted = register_query(query)

    def page(after: str | None) -> tuple[Sequence[dict[str, Any]], str | None]:
        found = documents_part().register.page(branch_id, wanted, after, PAGE)
        items = [{**each, "standing": standing_of(each["state"])} for each in shown_documents(found)]
        return items, found[-1].serial if len(found) == PAGE else None

    return _paged(page)


def _inbox(branch_id: str, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    actor, now, after = current_actor(), services().clock(), None
    done = query.get("state") == "done"
    while True:
        found = part("inbox").read(branch_id, str(actor.user.department), done=done, after=after, limit=PAGE, now=now)
        yield from found.items
        after = found.next
        if after is None:
            return


def _devices(branch_id: str, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (device_body(each) for each in services().devices.devices(branch_id) if each.purpose == "tablet")


def _audit(branch_id: str, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
    people = {user.id: user.name for user in services().people.users()}
    first, last = query.get("first_day"), query.get("last_day")
    given, before = 0, query.get("before")
    while given < MOST:
        links = services().audit_pages.newest(
            branch_id,
            before_seq=before,
            action=query.get("action"),
            actor_id=query.get("actor_id"),
            first=day_start(first) if first else None,
            last=day_start(last) + timedelta(days=1) if last else None,
            limit=PAGE,
        )
        for link in links:
            said = json.dumps(json.loads(link.details), ensure_ascii=False, sort_keys=True)
            yield {**vars(link), "actor_name": people.get(link.actor_id or "", ""), "details": said}
        given += len(links)
        if len(links) < PAGE:
            return
        before = links[-1].seq


LISTINGS: Mapping[str, Listing] = {
    "documents": Listing("documents.read", DocumentFilterSchema, ("文件清单", "Documents"), DOCUMENTS, _documents),
    "serials": Listing(
        "documents.read", RegisterFilterSchema, ("文号登记簿", "Register of serials"), SERIALS, _serials
    ),
    "inbox": Listing("inbox.read", InboxQuerySchema, ("收件箱", "Inbox"), INBOX, _inbox),
    "devices": Listing("devices.read", BranchChoiceSchema, ("平板", "Tablets"), DEVICES, _devices),
    "audit": Listing("audit.read", AuditQuerySchema, ("审计日志", "Audit log"), AUDIT, _audit),
}


@blueprint.route("/<name>", methods=["GET"])
@guard("lists.export")
@blueprint.alt_response(200, **FILE)
def export_list(name: str) -> Response:
    """`documents`, `serials`, `inbox`, `devices` or `audit`, with the filters of that list and `format` (xlsx or csv)."""
    listing, actor = LISTINGS.get(name), current_actor()
    if listing is None:
        raise Problem("not_found")
    if not may(actor.active_role, listing.permission):
        raise Problem("not_permitted", details={"permission": listing.permission})
    query = _query(listing)
    wanted = query.get("branch_id")
    branch_id = BANK if name == "audit" and wanted == BANK else branch_in_reach(actor, wanted)
    at = 1 if actor.user.language == "en" else 0
    rows = _rows(listing, listing.items(branch_id, query), at)
    heads = [column.heads[at] for column in listing.columns]
    return table_file(Table(listing.title[at], heads, rows), name, query, branch_id)


def _query(listing: Listing) -> dict[str, Any]:
    asked = request.args.to_dict()
    format_ = fields.String(validate=validate.OneOf(get_args(Format)))
    try:
        chosen = format_.deserialize(asked.pop("format", "xlsx"))
        query: dict[str, Any] = listing.schema().load(asked)
    except ValidationError as error:
        wrong = error.messages if isinstance(error.messages, dict) else {"format": error.messages}
        raise Problem("invalid", field=next(iter(wrong))) from error
    return {**query, "format": chosen}


def _rows(listing: Listing, items: Iterator[dict[str, Any]], at: int) -> Iterator[list[Cell]]:
    for item in items:
        yield [column.cell(item, at) for column in listing.columns]
