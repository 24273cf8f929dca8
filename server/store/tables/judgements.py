"""Decisions on what was submitted for approval, each with the content it was bound to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment


class JudgementRow(Base):
    __tablename__ = "judgements"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id())
    verb: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(Id())
    role: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment())
    rev: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    approves: Mapped[bool]
    stale: Mapped[bool]
    opinion: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        Index("ix_judgements_record", "branch_id", "record_id", "at"),
        Index("ix_judgements_stale", "branch_id", "stale"),
    )
