"""Change the active role, or the language one reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.people import Actor
from server.services.ports import Audit, People, Sessions, Transaction
from server.services.sign_in import token_hash


class RoleNotHeld(DomainError):
    code: ClassVar[str] = "role_not_held"


@dataclass(frozen=True)
class ChangeSession:
    people: People
    sessions: Sessions
    audit: Audit
    transaction: Transaction

    def __call__(self, token: str, actor: Actor, *, role: str | None, language: str | None, at: datetime) -> None:
        with self.transaction():
            if role is not None and role != actor.active_role:
                self._take_role(token, actor, role, at)
            if language is not None and language != actor.user.language:
                self.people.save_user(replace(actor.user, language=language), at)

    def _take_role(self, token: str, actor: Actor, role: str, at: datetime) -> None:
        if role not in actor.user.roles:
            raise RoleNotHeld(field="active_role")
        self.sessions.set_role(token_hash(token), role)
        details = {"from": actor.active_role, "to": role}
        self.audit.append(actor.branch_id, actor.id, "session.role_changed", f"user:{actor.id}", details, at)
