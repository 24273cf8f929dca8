"""An insert that may meet a row that is there already: both databases have it, each in its own dialect."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from server.store.base import Base


def insertion(dialect: str, table: Table | type[Base]) -> Any:
    """`on_conflict_do_nothing` and `on_conflict_do_update` say what then."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)
