"""Which process runs what only one process may run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.store.base import Base, Id, Moment


class LeaseRow(Base):
    """Held until `until`; afterwards anybody may take it, so a holder that died blocks nobody for long."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(Id())
    until: Mapped[datetime] = mapped_column(Moment())
