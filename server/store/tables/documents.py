"""The documents: one row a version, from the request to the issued file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.domain.document_life import STATES
from server.store.base import Base, Id, Moment


class DocumentRow(Base):
    """Of one record (`record_id`) or of one period (`period`, a day as 2026-11-24), never of both. `summary` is masked.

    The renderer's claim is `lease_token` until `lease_until`; `cutoff_at` is when the printed data was read.
    """

    __tablename__ = "documents"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str | None] = mapped_column(Id())
    period: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(40))
    serial: Mapped[str | None] = mapped_column(String(40))
    summary: Mapped[str] = mapped_column(Text)
    record_no: Mapped[str | None] = mapped_column(String(40))
    requested_by: Mapped[str | None] = mapped_column(Id())
    requested_at: Mapped[datetime] = mapped_column(Moment())
    cutoff_at: Mapped[datetime | None] = mapped_column(Moment())
    issued_at: Mapped[datetime | None] = mapped_column(Moment())
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    pages: Mapped[int | None]
    attempts: Mapped[int]
    lease_token: Mapped[str | None] = mapped_column(Id())
    lease_until: Mapped[datetime | None] = mapped_column(Moment())
    __table_args__ = (
        UniqueConstraint("branch_id", "record_id", "code", "version", name="uq_documents_record"),
        UniqueConstraint("branch_id", "code", "period", "version", name="uq_documents_period"),
        UniqueConstraint("branch_id", "serial", name="uq_documents_serial"),
        Index("ix_documents_state_lease_until", "state", "lease_until"),
        CheckConstraint("state IN ({})".format(", ".join(f"'{state}'" for state in STATES)), name="state"),
        CheckConstraint("(record_id IS NULL) <> (period IS NULL)", name="subject"),
    )
