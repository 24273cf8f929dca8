"""Proof that it is the person who is signed in: their password, asked for again where something is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.people import Actor
from server.services.limit_attempts import LimitAttempts
from server.services.ports import Hasher, People


class PasswordNotProved(DomainError):
    code: ClassVar[str] = "wrong_password"


@dataclass(frozen=True)
class ProvePassword:
    people: People
    hasher: Hasher
    limit: LimitAttempts

    def __call__(self, what: str, actor: Actor, password: str, address: str, at: datetime, field: str) -> None:
        account = actor.user.username
        self.limit.take(what, account, address, at)
        found = self.people.credential(account)
        if found is None or not self.hasher.matches(found[1], password):
            raise PasswordNotProved(field=field)
        self.limit.succeeded(what, account, address)
