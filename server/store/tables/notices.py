"""Notices, and who read which. A notice is for whoever its audience is when it is read, so that being read is each person's own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment


class NoticeRow(Base):
    """Codes and ids alone. Ids are ordered by time."""

    __tablename__ = "notices"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    audience: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str | None] = mapped_column(Id())
    document_id: Mapped[str | None] = mapped_column(Id())
    verb: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str | None] = mapped_column(Id())
    at: Mapped[datetime] = mapped_column(Moment())
    __table_args__ = (Index("ix_notices_audience", "audience", "branch_id", "id"),)


class NoticeReadRow(Base):
    __tablename__ = "notice_reads"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    notice_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Moment())
    __table_args__ = {"sqlite_with_rowid": False}
