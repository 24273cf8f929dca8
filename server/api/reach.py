"""Which branches a person's active role reaches: its own, or all of them."""

from __future__ import annotations

from server.api.context import services
from server.api.errors import Problem
from server.domain.people import Actor
from server.domain.roles import EVERY_BRANCH


def branch_in_reach(actor: Actor, wanted: str | None) -> str:
    """The branch asked for, or one's own; another's is refused before anything tells whether it exists."""
    if wanted is None or wanted == actor.branch_id:
        return actor.branch_id
    if actor.active_role not in EVERY_BRANCH:
        raise Problem("wrong_branch", field="branch_id")
    if services().people.branch(wanted) is None:
        raise Problem("unknown_branch", field="branch_id")
    return wanted
