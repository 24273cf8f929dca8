"""Many rows by one statement that is written out once: what the toolkit does anew for every row costs more than the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Insert
from sqlalchemy.orm import Session

Row = Mapping[str, Any]
Convert = Callable[[Any], Any]


def insert_rows(session: Session, statement: Insert, rows: Sequence[Row]) -> None:
    """`statement` is made once and kept by its caller. Every row names the same columns."""
    connection = session.connection()
    text, places, by_name = _written_out(connection.dialect, statement, tuple(rows[0]))
    values = ([row[name] if convert is None else convert(row[name]) for name, convert in places] for row in rows)
    names = [name for name, _ in places]
    parameters: Any = [dict(zip(names, each, strict=True)) for each in values] if by_name else list(map(tuple, values))
    connection.exec_driver_sql(text, parameters)


@lru_cache(maxsize=64)
def _written_out(
    dialect: Dialect, statement: Insert, columns: tuple[str, ...]
) -> tuple[str, Sequence[tuple[str, Convert | None]], bool]:
    """The statement as the driver takes it, its parameters in their order with what turns a value into one, and whether the
    driver wants them by name."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=columns)
    order: Sequence[str] = compiled.positiontup or columns
    places = [(name, statement.table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order]
    return str(compiled), places, compiled.positiontup is None
