"""Accounts: create, change, set a password. Every change of rights ends the person's sessions.

Nobody changes their own rights, and somebody who may change accounts is always left.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.domain.people import User
from server.domain.roles import is_role
from server.services.ports import Audit, Grants, Hasher, People, Sessions, Transaction
from server.services.sign_in import normal_username

MIN_PASSWORD = 10


class UsernameTaken(DomainError):
    code: ClassVar[str] = "username_taken"


class UnknownRole(DomainError):
    code: ClassVar[str] = "unknown_role"


class UnknownUserBranch(DomainError):
    code: ClassVar[str] = "unknown_branch"


class UnknownDepartment(DomainError):
    code: ClassVar[str] = "unknown_department"


class DepartmentRequired(DomainError):
    code: ClassVar[str] = "department_required"


class PasswordTooWeak(DomainError):
    code: ClassVar[str] = "password_too_weak"


class OwnAccount(DomainError):
    code: ClassVar[str] = "own_account"


class LastAdmin(DomainError):
    code: ClassVar[str] = "last_admin"


class NoSuchUser(DomainError):
    code: ClassVar[str] = "not_found"


@dataclass(frozen=True)
class AccountChange:
    """None leaves a value as it is. A department is cleared by giving roles without department_agent."""

    name: str | None = None
    branch_id: str | None = None
    roles: Collection[str] | None = None
    department: str | None = None
    language: str | None = None
    active: bool | None = None
    password: str | None = None


@dataclass(frozen=True)
class EditUser:
    people: People
    sessions: Sessions
    grants: Grants
    hasher: Hasher
    audit: Audit
    transaction: Transaction
    new_id: NewId

    def create(
        self,
        username: str,
        password: str,
        wanted: AccountChange,
        by: str | None,
        at: datetime,
        *,
        initial: bool = False,
    ) -> User:
        """An `initial` password is good for setting one's own, and for nothing else."""
        account = normal_username(username)
        user = User(
            id=self.new_id(),
            branch_id=wanted.branch_id or "",
            username=account,
            name=wanted.name or account,
            department=wanted.department,
            language=wanted.language or "zh",
            active=True,
            roles=tuple(wanted.roles or ()),
            password_initial=initial,
        )
        _check_password(password, account)
        with self.transaction():
            self._check(user)
            if not self.people.add_user(user, self.hasher.hash(password), at):
                raise UsernameTaken(field="username")
            self._note(user, by, "user.created", {"roles": user.roles, "department": user.department}, at)
        return user

    def change(self, user_id: str, wanted: AccountChange, by: str | None, at: datetime) -> User:
        with self.transaction():
            before = self.people.user(user_id)
            if before is None:
                raise NoSuchUser
            after = _changed(before, wanted)
            _check_own(before, after, by)
            self._check(after)
            self._check_an_admin_is_left(before, after)
            self.people.save_user(after, at)
            if wanted.password is not None:
                self._set_password(after, wanted.password, at)
                self.people.set_password_initial(after.id, False)
            self._end_what_rested_on(before, after, wanted.password is not None, at)
            self._note(after, by, "user.changed", _difference(before, after, wanted.password is not None), at)
        return after

    def set_own_password(self, user: User, password: str, at: datetime) -> None:
        """Every session of theirs ends, so that the new one is used at once."""
        with self.transaction():
            self._set_password(user, password, at)
            self.people.set_password_initial(user.id, False)
            self.sessions.revoke_of_user(user.id, at)
            self._note(user, user.id, "user.password_set", {}, at)

    def give_password(self, user_id: str, password: str, by: str, at: datetime) -> User:
        """An initial one, with which the person sets their own; what rested on the old one ends."""
        with self.transaction():
            user = self.people.user(user_id)
            if user is None:
                raise NoSuchUser
            if user.id == by:
                raise OwnAccount
            self._set_password(user, password, at)
            self.people.set_password_initial(user.id, True)
            self.sessions.revoke_of_user(user.id, at)
            self.grants.revoke_of_user(user.id, at)
            self._note(user, by, "user.password_given", {}, at)
        return user

    def _check_an_admin_is_left(self, before: User, after: User) -> None:
        is_admin = after.active and "admin" in after.roles
        if "admin" in before.roles and not is_admin and not self.people.active_admins() - {before.id}:
            raise LastAdmin

    def _set_password(self, user: User, password: str, at: datetime) -> None:
        _check_password(password, user.username)
        self.people.set_password_hash(user.id, self.hasher.hash(password), at)

    def _end_what_rested_on(self, before: User, after: User, new_password: bool, at: datetime) -> None:
        rights_changed = set(before.roles) != set(after.roles) or before.branch_id != after.branch_id
        if rights_changed or new_password or not after.active:
            self.sessions.revoke_of_user(after.id, at)
        if rights_changed or not after.active:
            self.grants.revoke_of_user(after.id, at)

    def _check(self, user: User) -> None:
        if not user.roles or not all(is_role(role) for role in user.roles):
            raise UnknownRole(field="roles")
        if self.people.branch(user.branch_id) is None:
            raise UnknownUserBranch(field="branch_id")
        if ("department_agent" in user.roles) != (user.department is not None):
            raise DepartmentRequired(field="department")
        if user.department is not None and not self.people.department_exists(user.department):
            raise UnknownDepartment(field="department")

    def _note(self, user: User, by: str | None, action: str, details: dict[str, object], at: datetime) -> None:
        self.audit.append(user.branch_id, by, action, f"user:{user.id}", details, at)


def _changed(user: User, wanted: AccountChange) -> User:
    roles = tuple(dict.fromkeys(wanted.roles)) if wanted.roles is not None else user.roles
    department = wanted.department or user.department
    return replace(
        user,
        name=wanted.name or user.name,
        branch_id=wanted.branch_id or user.branch_id,
        roles=roles,
        department=department if "department_agent" in roles else wanted.department,
        language=wanted.language or user.language,
        active=user.active if wanted.active is None else wanted.active,
    )


def _check_own(before: User, after: User, by: str | None) -> None:
    """Somebody else sees to one's own rights: none is added, none is dropped, and one does not shut oneself out."""
    if by == before.id and _rights(before) != _rights(after):
        raise OwnAccount


def _rights(user: User) -> tuple[object, ...]:
    return frozenset(user.roles), user.department, user.branch_id, user.active


def _check_password(password: str, account: str) -> None:
    if len(password) < MIN_PASSWORD or account in password.casefold():
        raise PasswordTooWeak(field="password", min_length=MIN_PASSWORD)


def _difference(before: User, after: User, new_password: bool) -> dict[str, object]:
    """Which fields changed; values only where they are codes, never a person's name."""
    changed: dict[str, object] = {}
    for field in ("branch_id", "roles", "department", "language", "active"):
        if getattr(before, field) != getattr(after, field):
            changed[field] = {"from": getattr(before, field), "to": getattr(after, field)}
    if before.name != after.name:
        changed["name"] = "changed"
    if new_password:
        changed["password"] = "changed"
    return changed
