"""Who saw which masked value in full, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment


class UnmaskingRow(Base):
    __tablename__ = "unmaskings"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id())
    field: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(Id())
    at: Mapped[datetime] = mapped_column(Moment())
    __table_args__ = (Index("ix_unmaskings_record", "branch_id", "record_id"),)
