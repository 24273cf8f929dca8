"""The one declarative base, and the column types that read the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, Table, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


def table_of(row: type[Base]) -> Table:
    """The table itself, for statements over many rows: the mapper's bookkeeping of each would cost more than the writing."""
    return cast(Table, row.__table__)


def only(condition: str) -> dict[str, Any]:
    """An index over the rows that fulfil the condition: the few that wait, among the many that never will again."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Moment(TypeDecorator[datetime]):
    """An instant: aware on the way in, aware UTC on the way out, whatever the database thinks of zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant needs its zone")
        at = value.astimezone(UTC)
        return at.replace(tzinfo=None) if dialect.name == "sqlite" else at

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def Id() -> String:
    """A UUID as lower-case text: one form on the wire, in both databases and in logs."""
    return String(36)


def Json() -> Any:
    """Structured data that is queried; what is hashed or must keep its bytes is Text."""
    return JSON().with_variant(JSONB(), "postgresql")
