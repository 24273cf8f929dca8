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
    text, order, converts = _written_out(connection.dialect, statement, tuple(rows[0]))
    converted = [_converted(row, converts) for row in rows] if converts else rows
    parameters: Any = converted if order is None else [tuple([row[name] for name in order]) for row in converted]
    connection.exec_driver_sql(text, parameters)


@lru_cache(maxsize=64)
def _written_out(
    dialect: Dialect, statement: Insert, columns: tuple[str, ...]
) -> tuple[str, tuple[str, ...] | None, Mapping[str, Convert]]:
    """The statement as the driver takes it, the order of its parameters (None: by name), and what turns a value into one."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=columns)
    types = {name: statement.table.c[name].type for name in columns}
    processors = {name: type.dialect_impl(dialect).bind_processor(dialect) for name, type in types.items()}
    converts = {name: processor for name, processor in processors.items() if processor is not None}
    return str(compiled), None if compiled.positiontup is None else tuple(compiled.positiontup), converts


def _converted(row: Row, converts: Mapping[str, Convert]) -> Row:
    return {**row, **{name: convert(row[name]) for name, convert in converts.items()}}
