"""The documents: one row a version, from the request to the issued file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from server.domain.document_life import STATES
from server.store.base import Base, Id, Moment, only


def Plain(length: int) -> String:
    """Plain ASCII, in the order of its codes on both databases, so that a beginning is a range of an index."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


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
    period: Mapped[str | None] = mapped_column(Plain(20))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(40))
    serial: Mapped[str | None] = mapped_column(Plain(40))
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
    no: Mapped[int] = mapped_column(BigInteger, Identity(always=False))
    note: Mapped[str | None] = mapped_column(Text)
    copies: Mapped[int]
    signers: Mapped[str] = mapped_column(Text)
    serial_day: Mapped[str | None] = mapped_column(String(10))
    voided_at: Mapped[datetime | None] = mapped_column(Moment())
    voided_by: Mapped[str | None] = mapped_column(Id())
    verify_token: Mapped[str | None] = mapped_column(String(22))
    data_sha256: Mapped[str | None] = mapped_column(String(64))
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    __table_args__ = (
        UniqueConstraint("branch_id", "record_id", "code", "version", name="uq_documents_record"),
        UniqueConstraint("branch_id", "code", "period", "version", name="uq_documents_period"),
        UniqueConstraint("branch_id", "serial", name="uq_documents_serial"),
        Index("ix_documents_state_lease_until", "state", "lease_until"),
        # The lists: newest first, by every filter alone, and by any of them together inside the index.
        Index("ix_documents_no", "no"),
        Index("ix_documents_list", "branch_id", "no", "state", "code", "requested_by", "period", "requested_at"),
        Index("ix_documents_by_state", "branch_id", "state", "no"),
        Index("ix_documents_by_code", "branch_id", "code", "state", "no"),
        Index("ix_documents_by_period", "branch_id", "period", "no", **only("period IS NOT NULL")),
        Index("ix_documents_by_day", "branch_id", "requested_at", "no"),
        Index("ix_documents_by_serial_day", "branch_id", "serial_day", "serial"),
        CheckConstraint("state IN ({})".format(", ".join(f"'{state}'" for state in STATES)), name="state"),
        CheckConstraint("(record_id IS NULL) <> (period IS NULL)", name="subject"),
    )


class DocumentTextRow(Base):
    """What a document can be found by: letters and digits alone, in small letters, a line for each thing it says.

    `grams` are the pieces of it, for PostgreSQL's index; SQLite keeps its own (server/store/document_words.py).
    """

    __tablename__ = "document_texts"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    no: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    grams: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
    __table_args__ = (Index("ix_document_texts_grams", "grams", postgresql_using="gin"),)


class CopyRow(Base):
    """Each time the file of a document left: the how-manieth copy it was, whose, how, and why."""

    __tablename__ = "document_copies"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    purpose: Mapped[str] = mapped_column(String(10))
    by: Mapped[str] = mapped_column(Id())
    at: Mapped[datetime] = mapped_column(Moment())
    reason: Mapped[str | None] = mapped_column(Text)


class DraftRow(Base):
    """A look at a document before it is asked for: made by a worker, shown once, thrown away. It is no document."""

    __tablename__ = "document_drafts"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id(), primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    requested_by: Mapped[str] = mapped_column(Id())
    requested_at: Mapped[datetime] = mapped_column(Moment())
    lease_until: Mapped[datetime | None] = mapped_column(Moment())
    attempts: Mapped[int]
    reason: Mapped[str | None] = mapped_column(String(40))
    pages: Mapped[int | None]
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (Index("ix_document_drafts_at", "requested_at"),)
