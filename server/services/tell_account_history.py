"""What became of an account: who created it and what was changed, from the audit log."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.audit_chain import Link
from server.domain.people import User

ACTIONS = ("user.created", "user.changed", "user.password_given", "user.password_set")
AT_MOST = 200


class About(Protocol):
    def about(self, subject: str, branch_ids: Collection[str], actions: Collection[str], limit: int) -> list[Link]:
        """The entries of these branches and actions about one thing, newest first."""
        ...


class Directory(Protocol):
    def branch_ids(self) -> list[str]: ...
    def users_by_ids(self, ids: set[str]) -> dict[str, User]: ...


@dataclass(frozen=True)
class AccountEvent:
    at: datetime
    by_name: str
    action: str
    details: dict[str, Any]


@dataclass(frozen=True)
class TellAccountHistory:
    """An entry stands in the chain of the branch the account had at the time, so all of them are asked."""

    audit: About
    directory: Directory

    def __call__(self, user_id: str) -> list[AccountEvent]:
        found = self.audit.about(f"user:{user_id}", self.directory.branch_ids(), ACTIONS, AT_MOST)
        names = self.directory.users_by_ids({link.actor_id for link in found if link.actor_id})
        return [
            AccountEvent(
                link.at,
                names[link.actor_id].name if link.actor_id in names else "",
                link.action,
                json.loads(link.details),
            )
            for link in found
        ]
