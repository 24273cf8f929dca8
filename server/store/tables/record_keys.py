"""By which keys standing records are found again. What a key says is kept as a keyed hash alone."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id
from server.store.tables.records import WIRE_MOMENT

HASH = 32


class RecordKeyRow(Base):
    """One key of one record. A record that is void holds none."""

    __tablename__ = "record_keys"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    hash: Mapped[str] = mapped_column(String(HASH))
    occurred_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    __table_args__ = (Index("ix_record_keys", "branch_id", "hash"), {"sqlite_with_rowid": False})
