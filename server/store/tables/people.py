"""Branches, people, their sessions and their tablets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Json, Moment


class BranchRow(Base):
    __tablename__ = "branches"
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    no: Mapped[str] = mapped_column(String(4), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Moment())


class DepartmentRow(Base):
    __tablename__ = "departments"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    zh: Mapped[str] = mapped_column(String(40))
    en: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]


class UserRow(Base):
    __tablename__ = "users"
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), index=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(50))
    password_hash: Mapped[str] = mapped_column(Text)
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.code"))
    language: Mapped[str] = mapped_column(String(2))
    active: Mapped[bool]
    password_initial: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment())
    updated_at: Mapped[datetime] = mapped_column(Moment())
    __table_args__ = (CheckConstraint("language IN ('zh', 'en')", name="language"),)


class UserRoleRow(Base):
    __tablename__ = "user_roles"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)


class SessionRow(Base):
    """Only a hash of the token is kept: whoever reads this table cannot sign in with it."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"))
    device_id: Mapped[str | None] = mapped_column(Id())
    active_role: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Moment())
    expires_at: Mapped[datetime] = mapped_column(Moment(), index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment())


class SignInAttemptRow(Base):
    """Failures in the present window, by user, by address and by both; the key is a keyed hash, not a name."""

    __tablename__ = "sign_in_attempts"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    window_ends_at: Mapped[datetime] = mapped_column(Moment(), index=True)


class DeviceRow(Base):
    """A tablet, or the server-side desk device through which online work becomes ordinary operations (no key, no secrets)."""

    __tablename__ = "devices"
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"))
    no: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(12))
    state_reason: Mapped[str | None] = mapped_column(String(200))
    public_key: Mapped[dict[str, Any] | None] = mapped_column(Json())
    key_thumbprint: Mapped[str | None] = mapped_column(String(64), unique=True)
    share_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    recovery_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    enrolled_at: Mapped[datetime] = mapped_column(Moment())
    enrolled_by: Mapped[str | None] = mapped_column(Id())
    last_seen_at: Mapped[datetime | None] = mapped_column(Moment())
    app_version: Mapped[str | None] = mapped_column(String(40))
    unsent: Mapped[int | None]
    drafts: Mapped[int | None]
    __table_args__ = (
        UniqueConstraint("branch_id", "no"),
        CheckConstraint("state IN ('active', 'quarantined', 'revoked')", name="state"),
        CheckConstraint("purpose IN ('tablet', 'desk')", name="purpose"),
    )


class EnrolmentCodeRow(Base):
    __tablename__ = "enrolment_codes"
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), index=True)
    created_by: Mapped[str | None] = mapped_column(Id())
    created_at: Mapped[datetime] = mapped_column(Moment())
    expires_at: Mapped[datetime] = mapped_column(Moment())
    used_at: Mapped[datetime | None] = mapped_column(Moment())
    device_id: Mapped[str | None] = mapped_column(Id())


class GrantRow(Base):
    """Permission to capture offline: this person, on this tablet, in these roles, until then."""

    __tablename__ = "grants"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id"))
    roles: Mapped[list[str]] = mapped_column(Json())
    issued_at: Mapped[datetime] = mapped_column(Moment())
    expires_at: Mapped[datetime] = mapped_column(Moment())
    revoked_at: Mapped[datetime | None] = mapped_column(Moment())
    __table_args__ = (Index("ix_grants_device_id_user_id", "device_id", "user_id"),)


class SettingRow(Base):
    """House parameters a branch may change (thresholds, terms); the empty branch holds the bank's own."""

    __tablename__ = "settings"
    branch_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[Any] = mapped_column(Json())
    updated_by: Mapped[str | None] = mapped_column(Id())
    updated_at: Mapped[datetime] = mapped_column(Moment())
