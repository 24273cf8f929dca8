"""End a session at once, on the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from server.domain.people import Actor
from server.services.ports import Audit, Sessions, Transaction
from server.services.sign_in import token_hash


@dataclass(frozen=True)
class SignOut:
    sessions: Sessions
    audit: Audit
    transaction: Transaction

    def __call__(self, token: str, actor: Actor, at: datetime) -> None:
        with self.transaction():
            self.sessions.revoke(token_hash(token), at)
            self.audit.append(actor.branch_id, actor.id, "session.closed", f"user:{actor.id}", {}, at)
