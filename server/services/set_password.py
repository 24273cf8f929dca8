"""Passwords of people: one's own, proved by the present one, and an initial one that is shown once to whoever gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.identity import RandomBytes
from server.domain.people import Actor, User
from server.services.edit_user import AccountChange, EditUser
from server.services.prove_password import ProvePassword

# No letter or digit that is read as another; 12 of them are 58 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH, GROUP = 12, 4


class SamePassword(DomainError):
    code: ClassVar[str] = "password_same"


@dataclass(frozen=True)
class SetPassword:
    prove: ProvePassword
    edit: EditUser
    random: RandomBytes

    def own(self, actor: Actor, old: str, new: str, address: str, at: datetime) -> None:
        """Proved by the old one, as at signing in."""
        self.prove("password", actor, old, address, at, "old")
        if old == new:
            raise SamePassword(field="password")
        self.edit.set_own_password(actor.user, new, at)

    def give(self, user_id: str, by: str, at: datetime) -> tuple[User, str]:
        """The account and the password it has from now on; nobody is told it again."""
        password = initial_password(self.random)
        return self.edit.give_password(user_id, password, by, at), password

    def create(self, username: str, wanted: AccountChange, by: str, at: datetime) -> tuple[User, str]:
        password = initial_password(self.random)
        return self.edit.create(username, password, wanted, by, at, initial=True), password


def initial_password(random: RandomBytes) -> str:
    """`kpmv-7rtx-9dhw`. Bytes that would favour a letter are thrown away."""
    fair = 256 - 256 % len(ALPHABET)
    letters = ""
    while len(letters) < LENGTH:
        letters += "".join(ALPHABET[byte % len(ALPHABET)] for byte in random(LENGTH) if byte < fair)
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))
