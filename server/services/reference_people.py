"""The people of a branch as one more set, so that a tablet offers them without a network and knows the names of those who left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from server.domain.identity import Clock
from server.domain.people import User
from server.domain.roles import any_may
from server.reference import CompiledSet, compiled

NAME = "user"
NOTICED_WITHIN = timedelta(seconds=30)
ALWAYS = "2000-01-01"


class Staff(Protocol):
    def users_of(self, branch_id: str) -> list[User]: ...


class ReferencePeople:
    """A change is noticed half a minute later: this is asked at every pull."""

    def __init__(self, staff: Staff, clock: Clock) -> None:
        self._staff = staff
        self._clock = clock
        self._known: dict[str, tuple[datetime, CompiledSet]] = {}

    def of(self, branch_id: str) -> CompiledSet:
        now = self._clock()
        looked, known = self._known.get(branch_id, (None, None))
        if known is not None and looked is not None and now - looked < NOTICED_WITHIN:
            return known
        found = people_set(self._staff.users_of(branch_id))
        if known is not None and found.hash == known.hash:
            found = known
        self._known[branch_id] = (now, found)
        return found


def people_set(users: Sequence[User]) -> CompiledSet:
    """Those who work with records of the branch can be chosen; of the others only the name is known."""
    return compiled(NAME, [_item(user) for user in users])


def _item(user: User) -> dict[str, Any]:
    chosen = user.active and any_may(user.roles, "sync.pull")
    return {
        "code": user.id,
        "zh": user.name,
        "en": user.name,
        "roles": list(user.roles),
        "status": "in_force" if chosen else "expired",
        "effective_from": ALWAYS,
        "effective_to": None,
        "source": "",
        "house": True,
    }
