"""Records of which something may have to be worked out again, because another record changed."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id


class OutdatedRow(Base):
    __tablename__ = "outdated"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    __table_args__ = {"sqlite_with_rowid": False}
