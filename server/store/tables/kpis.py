"""The KPIs: what each record contributes, the sums of it, and what was locked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment, only
from server.store.tables.records import WIRE_MOMENT

KPI, MONTH, PERIOD, GROUP, MEASURE = 8, 7, 8, 100, 60


class KpiContributionRow(Base):
    """What one record contributes to one KPI in one month for one person, and why. `fact` is what the KPI keeps of the record, from which it
    is judged again whenever something of its group changes. `fact` and `amounts` are JSON as text: nobody queries inside."""

    __tablename__ = "kpi_contributions"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(Id(), primary_key=True)
    kpi: Mapped[str] = mapped_column(String(KPI), primary_key=True)
    month: Mapped[str] = mapped_column(String(MONTH), primary_key=True)
    at: Mapped[str] = mapped_column(String(WIRE_MOMENT))
    person: Mapped[str] = mapped_column(Id(), primary_key=True)
    counted: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(String(40))
    amounts: Mapped[str] = mapped_column(Text)
    flags: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(40))
    group_key: Mapped[str] = mapped_column(String(GROUP))
    peer_key: Mapped[str | None] = mapped_column(String(GROUP))
    fact: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        Index("ix_kpi_contributions_list", "branch_id", "kpi", "month", "at", "record_id", "person", "counted"),
        Index("ix_kpi_contributions_group", "branch_id", "group_key"),
        Index("ix_kpi_contributions_peer", "branch_id", "peer_key", **only("peer_key IS NOT NULL")),
    )


class KpiTallyRow(Base):
    """The contributions of a month added up, by measure and person; the whole branch under the person `*`."""

    __tablename__ = "kpi_tallies"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(MONTH), primary_key=True)
    measure: Mapped[str] = mapped_column(String(MEASURE), primary_key=True)
    person: Mapped[str] = mapped_column(Id(), primary_key=True)
    numerator: Mapped[int] = mapped_column(BigInteger)
    denominator: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (
        Index("ix_kpi_tallies_branches", "month", "branch_id", **only("person = '*'")),
        {"sqlite_with_rowid": False},
    )


class KpiLockRow(Base):
    """A period of a branch that is locked: its newest version, and whether something arrived since (`stale`)."""

    __tablename__ = "kpi_locks"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    period: Mapped[str] = mapped_column(String(PERIOD), primary_key=True)
    version: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Moment())
    stale: Mapped[bool] = mapped_column(Boolean)
    __table_args__ = (Index("ix_kpi_locks_stale", "branch_id", **only("stale")),)


class KpiSnapshotRow(Base):
    """The figures of one KPI as they were locked, and the list under them: compressed JSON, with its SHA-256."""

    __tablename__ = "kpi_snapshots"
    branch_id: Mapped[str] = mapped_column(ForeignKey("branches.id"), primary_key=True)
    period: Mapped[str] = mapped_column(String(PERIOD), primary_key=True)
    kpi: Mapped[str] = mapped_column(String(KPI), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment())
    figures: Mapped[str] = mapped_column(Text)
    records: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    evidence: Mapped[bytes] = mapped_column(LargeBinary)
