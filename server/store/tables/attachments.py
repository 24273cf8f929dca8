"""Photos and signatures: what is on its way, what has arrived whole, and which record names which file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment

HASH = 64


class UploadRow(Base):
    """What a tablet announced. How much of it has come is the size of its part file: the one thing a crash cannot make untrue."""

    __tablename__ = "uploads"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    device_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    size: Mapped[int]
    use: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str | None] = mapped_column(Id())
    announced_at: Mapped[datetime] = mapped_column(Moment())


class AttachmentRow(Base):
    """A file that is here whole: its bytes had this hash when they were kept."""

    __tablename__ = "attachments"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    size: Mapped[int]
    use: Mapped[str] = mapped_column(String(20))
    device_id: Mapped[str] = mapped_column(Id())
    verified_at: Mapped[datetime] = mapped_column(Moment())


class RecordFileRow(Base):
    """A record names a file, now or in an earlier revision: who may read the record may read the file."""

    __tablename__ = "record_files"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    __table_args__ = (Index("ix_record_files_sha256", "branch_id", "sha256"),)
