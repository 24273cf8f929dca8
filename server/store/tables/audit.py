"""The audit log: one hash chain a branch, and the head each chain must end in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment


class AuditRow(Base):
    """`details` is the canonical JSON text that was hashed, so it is Text: a database must not reorder it."""

    __tablename__ = "audit"
    branch_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment())
    actor_id: Mapped[str | None] = mapped_column(Id())
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    details: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (Index("ix_audit_branch_id_action", "branch_id", "action"),)


class AuditHeadRow(Base):
    """Its row lock keeps a branch's writers in line; its count shows a chain whose end was cut off."""

    __tablename__ = "audit_heads"
    branch_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
