"""What tablets sent, and what became of it. Nothing here is ever deleted."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, only
from server.store.tables.records import WIRE_MOMENT

UNKNOWN_TYPE = "verdict = 'deferred' AND waits_for IS NULL"
INTAKE_STATES = ("operation", "unparseable", "foreign_device", "identity_reuse")


class IntakeRow(Base):
    """One line of a push, byte for byte, under the hash of its bytes; committed before anybody reads what it says.

    `sent_by` is the tablet that signed the push. `op_id`, `device_id` and `op_seq` are what the line itself claims, null when
    it cannot be read. Of what cannot become an operation, `state` says why, and `receipt` is what its tablet was told.
    """

    __tablename__ = "intake"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    sent_by: Mapped[str] = mapped_column(Id())
    received_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    op_id: Mapped[str | None] = mapped_column(Id())
    device_id: Mapped[str | None] = mapped_column(Id())
    op_seq: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16))
    receipt: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        Index("ix_intake_device", "branch_id", "device_id", "op_seq"),
        Index("ix_intake_noticed", "branch_id", "received_at", **only("state <> 'operation'")),
        CheckConstraint("state IN ({})".format(", ".join(f"'{state}'" for state in INTAKE_STATES)), name="state"),
    )


class UndecidedRow(Base):
    """A line that waits for its verdict, from its arrival until then: a row of its own, so that the verdict on hundreds of lines
    rewrites none of them. `error` is the kind of failure that kept it here, `retry_at` when it is tried again.
    """

    __tablename__ = "undecided"
    branch_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    attempts: Mapped[int]
    error: Mapped[str | None] = mapped_column(String(80))
    retry_at: Mapped[str | None] = mapped_column(String(WIRE_MOMENT))
    __table_args__ = {"sqlite_with_rowid": False}


class OperationRow(Base):
    """An operation that has a verdict: one row for each identity. `receipt` is what every replay returns, byte for byte.

    `waits_for` names the operation after which a deferred or blocked one is decided again. `occurred_at` is business time.
    """

    __tablename__ = "operations"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    op_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    device_id: Mapped[str] = mapped_column(Id())
    op_seq: Mapped[int] = mapped_column(BigInteger)
    record_id: Mapped[str] = mapped_column(Id())
    type: Mapped[str] = mapped_column(String(90))
    actor_id: Mapped[str] = mapped_column(Id())
    replaces: Mapped[str | None] = mapped_column(Id())
    reason: Mapped[str | None] = mapped_column(Text)
    occurred_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    time_doubtful: Mapped[bool]
    received_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    decided_at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    verdict: Mapped[str] = mapped_column(String(10))
    receipt: Mapped[str] = mapped_column(Text)
    rev: Mapped[int | None]
    waits_for: Mapped[str | None] = mapped_column(String(90))
    from_status: Mapped[str | None] = mapped_column(String(40))
    to_status: Mapped[str | None] = mapped_column(String(40))
    fields: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        UniqueConstraint("branch_id", "device_id", "op_seq"),
        Index("ix_operations_record", "branch_id", "record_id", "decided_at"),
        Index("ix_operations_waits_for", "branch_id", "waits_for", **only("waits_for IS NOT NULL")),
        Index("ix_operations_replaces", "branch_id", "replaces", **only("replaces IS NOT NULL")),
        Index("ix_operations_refused", "branch_id", "decided_at", **only("verdict = 'rejected'")),
        Index("ix_operations_unknown_type", "type", **only(UNKNOWN_TYPE)),
    )


class DeviceProgressRow(Base):
    """How far a device's operations have certainly reached a backup, so that nobody counts them again."""

    __tablename__ = "device_progress"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    device_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    durable_through: Mapped[int] = mapped_column(BigInteger)
