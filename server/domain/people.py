"""Branches, people, tablets and grants as the rest of the server sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DeviceState = Literal["active", "quarantined", "revoked"]
SYSTEM_ID = "00000000-0000-0000-0000-000000000000"
"""The account of the server itself."""


@dataclass(frozen=True)
class Branch:
    id: str
    no: str
    name: str


@dataclass(frozen=True)
class Department:
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class User:
    id: str
    branch_id: str
    username: str
    name: str
    department: str | None
    language: str
    active: bool
    roles: tuple[str, ...]
    # The password was given by somebody else: nothing is done with it but setting one of one's own.
    password_initial: bool = False


@dataclass(frozen=True)
class Actor:
    """Who is at work in this request, in the one role that is active."""

    user: User
    branch: Branch
    active_role: str
    device_id: str | None
    expires_at: datetime

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def branch_id(self) -> str:
        return self.branch.id


@dataclass(frozen=True)
class Device:
    id: str
    branch_id: str
    no: str
    name: str
    purpose: Literal["tablet", "desk"]
    state: DeviceState
    state_reason: str | None
    public_key: Mapping[str, str] | None
    enrolled_at: datetime
    last_seen_at: datetime | None
    app_version: str | None
    # What the tablet itself said when it was last heard: operations not sent yet, and drafts begun on it.
    unsent: int | None = None
    drafts: int | None = None


@dataclass(frozen=True)
class Held:
    """What a tablet says it still holds."""

    unsent: int
    drafts: int


@dataclass(frozen=True)
class Grant:
    """Permission to capture offline on one tablet, in the roles held when it was issued."""

    id: str
    branch_id: str
    user_id: str
    device_id: str
    roles: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
