"""Records, what they link to, and the conflicts about them. Instants are wire text: they are sent as they are stored."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Json

WIRE_MOMENT = 24


class RecordRow(Base):
    """One record at its newest revision. `department` and `due_at` repeat what an inbox asks for, `step_due_at` what the
    system's own steps do, `search` what a list finds, `shown` what a tablet is told of it (masked), as the contract of
    version `shown_by` has it."""

    __tablename__ = "records"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    no: Mapped[str | None] = mapped_column(String(40))
    rev: Mapped[int]
    status: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(Json())
    changed_at: Mapped[dict[str, int]] = mapped_column(Json())
    created_by: Mapped[str] = mapped_column(Id())
    device_id: Mapped[str] = mapped_column(Id())
    occurred_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    captured_offline: Mapped[bool]
    time_doubtful: Mapped[bool]
    created_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    updated_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    void_reason: Mapped[str | None] = mapped_column(Text)
    contributors: Mapped[list[str]] = mapped_column(Json())
    department: Mapped[str | None] = mapped_column(String(80))
    due_at: Mapped[str | None] = mapped_column(String(WIRE_MOMENT))
    step_due_at: Mapped[str | None] = mapped_column(String(WIRE_MOMENT))
    search: Mapped[str] = mapped_column(Text)
    shown: Mapped[str] = mapped_column(Text)
    shown_by: Mapped[str] = mapped_column(String(16))
    __table_args__ = (
        UniqueConstraint("branch_id", "no"),
        Index("ix_records_list", "branch_id", "occurred_at", "id"),
        Index("ix_records_kind", "branch_id", "kind", "occurred_at", "id"),
    )


class RecordLinkRow(Base):
    """Every record that a record names: who may see the one may see the other."""

    __tablename__ = "record_links"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    from_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    to_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    __table_args__ = (Index("ix_record_links_to", "branch_id", "to_id"), {"sqlite_with_rowid": False})


class ConflictRow(Base):
    """Values that met other values, until a person chose. `fields` is JSON kept as text: it holds what was sent, unjudged."""

    __tablename__ = "conflicts"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id())
    kind: Mapped[str] = mapped_column(String(40))
    fields: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Id())
    at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    resolved_by: Mapped[str | None] = mapped_column(Id())
    __table_args__ = (Index("ix_conflicts_record", "branch_id", "record_id"),)
