"""GET /sync/live: a line of server-sent events that pokes whoever should pull."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from flask import Blueprint, Response

from server.api.context import current_actor, part, services, session_token
from server.api.guards import guard
from server.api.notices import MESSAGE as NOTICE
from server.domain.notices import SCOPE
from server.services.read_feed import Carrier
from server.services.read_notices import ReadNotices
from server.services.sync_part import SyncPart

# Not in the OpenAPI document: it has no answer, only messages, and never ends.
blueprint = Blueprint("live", __name__)


@blueprint.get("/sync/live")
@guard("sync.pull")
def live() -> Response:
    """Says that a scope has grown, or that there is a notice, as long as the session lasts. What grew is read by a pull."""
    actor, token, offered = current_actor(), session_token(), services()
    sync = cast(SyncPart, part("sync"))
    notices = cast(ReadNotices, part("notices"))
    carrier = Carrier.of(actor, actor.device_id or "")

    def heads() -> dict[str, int]:
        return {**sync.heads(carrier), **notices.heads(actor)}

    def goes_on() -> bool:
        return token is not None and offered.resolve_session(token, at=offered.clock()) is not None

    def messages() -> Iterator[str]:
        for poke in sync.live((*carrier.scopes, *notices.scopes(actor)), heads, goes_on):
            yield ":\n\n" if poke is None else _message(*poke)

    return Response(messages(), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _message(scope: str, seq: int) -> str:
    if scope.startswith(SCOPE):
        return NOTICE  # whom else it is for is nobody's business
    return f"event: poke\ndata: {json.dumps({'scope': scope, 'seq': seq})}\n\n"
