"""Lists of names against which customers and counterparties are screened. What was published is never changed again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Json, Moment


class ScreeningListRow(Base):
    """One version, for the whole bank. `payload` are the signed bytes that tablets get, as text."""

    __tablename__ = "screening_lists"
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    version: Mapped[str] = mapped_column(String(20), unique=True)
    source: Mapped[str] = mapped_column(String(200))
    effective_from: Mapped[datetime] = mapped_column(Moment())
    imported_at: Mapped[datetime] = mapped_column(Moment())
    imported_by: Mapped[str] = mapped_column(Id())
    count: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(Json())
    payload: Mapped[str] = mapped_column(Text())
    signature: Mapped[str] = mapped_column(String(100))
    __table_args__ = (Index("ix_screening_lists_effective", "effective_from", "imported_at"),)


class ScreeningProgressRow(Base):
    """How far a branch has been asked about again with the list `version`, and the one it was gone through with before."""

    __tablename__ = "screening_progress"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(20))
    before: Mapped[str | None] = mapped_column(String(20))
    after: Mapped[str | None] = mapped_column(Id())
    done: Mapped[bool]
