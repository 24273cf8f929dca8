"""Sign in with user name and password; on a tablet, with its signature too."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.identity import RandomBytes
from server.domain.people import Device, User
from server.services.issue_grant import IssueGrant, TabletAccess
from server.services.limit_attempts import LimitAttempts
from server.services.ports import Audit, Hasher, People, Sessions, Transaction

TOKEN_BYTES = 32


class WrongCredentials(DomainError):
    """One answer for an unknown name, a wrong password and a disabled account."""

    code: ClassVar[str] = "wrong_credentials"


class InitialPassword(DomainError):
    """On a tablet nobody sets a password; at the desk they may do nothing else with an initial one."""

    code: ClassVar[str] = "password_initial"


@dataclass(frozen=True)
class SignedIn:
    token: str
    access: TabletAccess | None


def token_hash(token: str) -> str:
    """Plain SHA-256 is enough: the token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def normal_username(text: str) -> str:
    return text.strip().casefold()


@dataclass(frozen=True)
class SignIn:
    people: People
    sessions: Sessions
    limit: LimitAttempts
    hasher: Hasher
    issue_grant: IssueGrant
    audit: Audit
    transaction: Transaction
    random: RandomBytes
    lifetime: timedelta

    def __call__(
        self,
        username: str,
        password: str,
        *,
        address: str,
        device: Device | None,
        at: datetime,
        replaces: str | None = None,
    ) -> SignedIn:
        """`replaces` is the token the browser still carried: one browser, one session."""
        account = normal_username(username)
        self.limit.take("sign in", account, address, at)
        user = self._proved(account, password, device, at)
        if device is not None and user.password_initial:
            raise InitialPassword
        token = base64.urlsafe_b64encode(self.random(TOKEN_BYTES)).rstrip(b"=").decode()
        with self.transaction():
            self.limit.succeeded("sign in", account, address)
            if replaces:
                self.sessions.revoke(token_hash(replaces), at)
            self._open(token, user, device, at)
            access = self.issue_grant(user, device, at) if device else None
        return SignedIn(token, access)

    def _proved(self, account: str, password: str, device: Device | None, at: datetime) -> User:
        found = self.people.credential(account)
        user, stored = found or (None, None)
        if not self.hasher.matches(stored, password) or user is None or not user.active or not user.roles:
            self._note_refusal(user, device, at)
            raise WrongCredentials
        if stored is not None and self.hasher.is_outdated(stored):
            self.people.set_password_hash(user.id, self.hasher.hash(password), at)
        return user

    def _open(self, token: str, user: User, device: Device | None, at: datetime) -> None:
        device_id = device.id if device else None
        self.sessions.open(token_hash(token), user, device_id, user.roles[0], at, at + self.lifetime)
        self.audit.append(
            user.branch_id,
            user.id,
            "session.opened",
            f"user:{user.id}",
            {"device": device_id, "role": user.roles[0]},
            at,
        )

    def _note_refusal(self, user: User | None, device: Device | None, at: datetime) -> None:
        branch_id = user.branch_id if user else device.branch_id if device else None
        subject = f"user:{user.id}" if user else "user:unknown"
        self.audit.append(branch_id, None, "session.refused", subject, {"device": device.id if device else None}, at)
