"""Which branches a person's active role reaches (its own, or all of them), and which records."""

from __future__ import annotations

from typing import cast

from server.api.context import part, services
from server.api.errors import Problem
from server.domain.people import Actor
from server.domain.roles import EVERY_BRANCH
from server.services.sync_part import SyncPart
from sync.server.state import RecordState


def branch_in_reach(actor: Actor, wanted: str | None) -> str:
    """The branch asked for, or one's own; another's is refused before anything tells whether it exists."""
    if wanted is None or wanted == actor.branch_id:
        return actor.branch_id
    if actor.active_role not in EVERY_BRANCH:
        raise Problem("wrong_branch", field="branch_id")
    if services().people.branch(wanted) is None:
        raise Problem("unknown_branch", field="branch_id")
    return wanted


def visible_record(actor: Actor, record_id: str, branch_id: str | None = None) -> RecordState:
    """Of a record somebody may not see, not even the existence is told."""
    see = cast(SyncPart, part("sync")).see
    record = see.visible(see.reach(actor, branch_in_reach(actor, branch_id)), record_id)
    if record is None:
        raise Problem("not_found")
    return record
