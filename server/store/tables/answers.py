"""Which departments took a step on a record: it stays within their sight when it has gone on to another."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id


class RecordAnswerRow(Base):
    __tablename__ = "record_answers"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    department: Mapped[str] = mapped_column(String(80), primary_key=True)
    __table_args__ = (Index("ix_record_answers_department", "branch_id", "department", "record_id"),)
