"""`column IN (many values)` as one parameter: the statement stays the same for one value and for a thousand, so that it is
prepared once and costs the same to build."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Dialect, String, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeDecorator


class _Texts(TypeDecorator[Iterable[str]]):
    """Many texts as one parameter: a list for PostgreSQL, JSON for SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(ARRAY(String) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> Any:
        wanted = list(value or ())
        return wanted if dialect.name == "postgresql" else json.dumps(wanted)


def among(dialect: str, column: Any, values: Iterable[str]) -> ColumnElement[bool]:
    return _among(dialect, column, bindparam(None, list(values), type_=_Texts()))


def among_given(dialect: str, column: Any, name: str) -> ColumnElement[bool]:
    """The same for a statement that is written out once (prepared.py): the values come with each call."""
    return _among(dialect, column, bindparam(name, type_=_Texts(), required=False))


def _among(dialect: str, column: Any, wanted: Any) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return column == any_(wanted)
    each = func.json_each(wanted).table_valued("value")
    return column.in_(select(each.c.value))
