"""From the cookie's token to the person at work, with today's rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from server.domain.people import Actor
from server.services.ports import Sessions
from server.services.sign_in import token_hash


@dataclass(frozen=True)
class ResolveSession:
    sessions: Sessions

    def __call__(self, token: str, at: datetime) -> Actor | None:
        """None once it is revoked or over, or the account is disabled. A role taken away stops being active at once."""
        found = self.sessions.find(token_hash(token), at)
        if found is None:
            return None
        user, branch, role, device_id, expires_at = found
        if not user.active or not user.roles:
            return None
        return Actor(user, branch, role if role in user.roles else user.roles[0], device_id, expires_at)
