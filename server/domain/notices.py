"""Notices (提醒): something happened that concerns somebody. A notice says a code and names a record; it holds no word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from server.domain.identity import least_id
from server.domain.people import Actor
from server.domain.roles import EVERY_BRANCH

Code = Literal["step", "to_approve", "addressed", "by_system", "document_failed", "conflict"]
CODES: tuple[str, ...] = get_args(Code)
SCOPE = "notices:"
# Ids are made before their transaction commits, and some transactions take longer than others.
LATE = timedelta(minutes=1)


@dataclass(frozen=True)
class Notice:
    """`scope` is for whom: who that is shows when it is read. `by` is who caused it, who need not be told. What is `urgent`
    breaks through quiet hours."""

    branch_id: str
    id: str
    scope: str
    code: Code
    kind: str
    record_id: str | None
    document_id: str | None
    verb: str | None
    by: str | None
    urgent: bool
    at: datetime


def of_user(user_id: str) -> str:
    return f"user:{user_id}"


def of_role(role: str) -> str:
    return f"role:{role}"


def of_department(department: str) -> str:
    return f"department:{department}"


def audiences_of(actor: Actor) -> tuple[str, ...]:
    """As whom somebody is told now: as this person, in the active role, and for their department while they answer for it."""
    department = actor.user.department if actor.active_role == "department_agent" else None
    return (of_user(actor.id), of_role(actor.active_role), *([of_department(department)] if department else []))


def scope_of(branch_id: str, audience: str) -> str:
    """Under what an audience finds its notices and is poked about them. A role of the whole bank listens to all branches at
    once."""
    sort, _, code = audience.partition(":")
    of_bank = sort == "user" or (sort == "role" and code in EVERY_BRANCH)
    return f"{SCOPE}{audience}" if of_bank else f"{SCOPE}{branch_id}:{audience}"


def settled_before(at: datetime) -> str:
    """No notice with a smaller id is still to come, so that all of those can be called read at once."""
    return least_id(at - LATE)
