"""Closings of a branch's days: what was incomplete when somebody signed, and what was opened again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Json, Moment


class DayClosingRow(Base):
    """One row each time a day is closed or opened again; nothing is ever changed. `lacking` is what was incomplete, as it was
    shown to whoever signed."""

    __tablename__ = "day_closings"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date(), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    by: Mapped[str] = mapped_column(Id())
    at: Mapped[datetime] = mapped_column(Moment())
    note: Mapped[str] = mapped_column(String(200))
    lacking: Mapped[list[dict[str, Any]]] = mapped_column(Json())
    __table_args__ = (CheckConstraint("state IN ('closed', 'reopened')", name="state"),)
