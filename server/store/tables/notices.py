"""Notices, how far each person has read them, and how each wants to be told. A notice is for whoever its scope is of when it is
read, so that being read is each person's own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment

CLOCK = 5


class NoticeRow(Base):
    """Codes and ids alone. Ids are ordered by time; a scope names its branch unless it is of the whole bank."""

    __tablename__ = "notices"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    scope: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str | None] = mapped_column(Id())
    document_id: Mapped[str | None] = mapped_column(Id())
    verb: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str | None] = mapped_column(Id())
    urgent: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment())
    __table_args__ = (Index("ix_notices_scope", "scope", "id"),)


class NoticeMarkRow(Base):
    """Whoever is in this branch has read of this scope everything with an id before this one."""

    __tablename__ = "notice_marks"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    scope: Mapped[str] = mapped_column(String(100), primary_key=True)
    before: Mapped[str] = mapped_column(Id())
    __table_args__ = {"sqlite_with_rowid": False}


class NoticeReadRow(Base):
    """Read behind an unread one, until the mark has come that far."""

    __tablename__ = "notice_reads"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    scope: Mapped[str] = mapped_column(String(100), primary_key=True)
    notice_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    __table_args__ = {"sqlite_with_rowid": False}


class NoticeHabitRow(Base):
    """What somebody has chosen for themselves; `quiet_from` and `quiet_until` are clock times, the house's where they are not set."""

    __tablename__ = "notice_habits"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    sound: Mapped[bool]
    toasts: Mapped[bool]
    quiet_from: Mapped[str | None] = mapped_column(String(CLOCK))
    quiet_until: Mapped[str | None] = mapped_column(String(CLOCK))
