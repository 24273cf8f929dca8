"""The feeds of the sync scopes, the counters of official numbers, and the epochs of the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Moment, only


class FeedRow(Base):
    """Something changed, or left the scope. Rows are only ever added; `seq` is gapless within the scope and ordered by commit.

    `item` is record, gone, receipt, conflict or notice; `ref` is a record's or a notice's id, `q:<op_id>` or `c:<conflict id>`. `newest` marks the
    last row about it, the only one that is ever sent.
    """

    __tablename__ = "feed"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item: Mapped[str] = mapped_column(String(8))
    ref: Mapped[str] = mapped_column(String(40))
    newest: Mapped[bool]
    __table_args__ = (
        Index("ix_feed_newest", "branch_id", "scope", "seq", **only("newest")),
        Index("ix_feed_ref", "branch_id", "scope", "ref", unique=True, **only("newest")),
        {"sqlite_with_rowid": False},
    )


class FeedHeadRow(Base):
    """The newest seq of a scope. Its row is locked last in a transaction, so that seqs become visible in their order."""

    __tablename__ = "feed_heads"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)


class NumberRow(Base):
    """The last official number given to a prefix on a day of the bank."""

    __tablename__ = "numbers"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(10), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    last: Mapped[int]


class EpochRow(Base):
    """The newest row is the database's epoch. A restore from a backup begins a new one."""

    __tablename__ = "epochs"
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str] = mapped_column(String(36))
    begun_at: Mapped[datetime] = mapped_column(Moment())
