"""Editions of reference data: a draft, until somebody publishes or withdraws it. Published ones are never changed again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Json, Moment, only


class ReferenceEditionRow(Base):
    """`branch_id` is empty for what the whole bank has. `contributors` are all who saved the draft. `number` is given when it
    is published, one after the other over all sets."""

    __tablename__ = "reference_editions"
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    branch_id: Mapped[str] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(10))
    number: Mapped[int | None] = mapped_column(unique=True)
    rev: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(Json())
    note: Mapped[str] = mapped_column(String(200))
    effective_from: Mapped[date | None] = mapped_column(Date())
    contributors: Mapped[list[str]] = mapped_column(Json())
    updated_at: Mapped[datetime] = mapped_column(Moment())
    published_by: Mapped[str | None] = mapped_column(Id())
    published_at: Mapped[datetime | None] = mapped_column(Moment())
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name="state"),
        # A set has one draft at a time, for the bank and for each branch.
        Index("uq_reference_editions_draft", "name", "branch_id", unique=True, **only("state = 'draft'")),
    )
