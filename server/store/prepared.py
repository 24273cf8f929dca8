"""Statements that are written out once for each database: what the toolkit does anew for every call, and for every row, costs
more than the database.

A statement names what changes from call to call by `given("name")`, and a list of texts by `among_given(dialect, column, "name")`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Dialect, Executable, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Row = Mapping[str, Any]
Convert = Callable[[Any], Any]
Make = Callable[[str], Executable]


def given(name: str) -> BindParameter[Any]:
    """A value that comes with the call; its type is that of the column it is compared with or written to."""
    return bindparam(name, required=False)


class Prepared:
    """`make` builds the statement for a database, by the name of its dialect. Values are given by name; an `insert` without
    values takes every column of its table."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._written: dict[str, _Written] = {}

    def rows(self, session: Session, **values: Any) -> list[Any]:
        """The rows found, as tuples of the columns in their order."""
        connection = session.connection()
        written = self._for(connection.dialect)
        with _Asking(connection, written.text) as cursor:
            cursor.execute(written.text, written.parameters(values))
            return written.converted(cursor.fetchall())

    def first(self, session: Session, **values: Any) -> Any:
        """The first row, or None."""
        found = self.rows(session, **values)
        return found[0] if found else None

    def scalar(self, session: Session, **values: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(session, **values)
        return found[0][0] if found else None

    def run(self, session: Session, **values: Any) -> int:
        """How many rows it concerned."""
        connection = session.connection()
        written = self._for(connection.dialect)
        with _Asking(connection, written.text) as cursor:
            cursor.execute(written.text, written.parameters(values))
            return int(cursor.rowcount)

    def run_many(self, session: Session, rows: Sequence[Row]) -> None:
        """Once for every row. No row, no statement."""
        if rows:
            connection = session.connection()
            written = self._for(connection.dialect)
            with _Asking(connection, written.text) as cursor:
                cursor.executemany(written.text, list(map(written.parameters, rows)))

    def _for(self, dialect: Dialect) -> _Written:
        found = self._written.get(dialect.name)
        if found is None:
            found = self._written[dialect.name] = _written_out(self._make(dialect.name), dialect)
        return found


class _Asking:
    """The driver's own cursor inside the session's transaction: what the toolkit makes around each statement and its result
    costs more than a short statement itself. An error is told as the toolkit tells it, and never with what was given."""

    __slots__ = ("_connection", "_cursor", "_text")

    def __init__(self, connection: Connection, text: str) -> None:
        self._connection = connection
        self._text = text
        self._cursor: Any = connection.connection.cursor()

    def __enter__(self) -> Any:
        return self._cursor

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._cursor.close()
        if isinstance(error, self._connection.dialect.loaded_dbapi.Error):
            raise self._as_the_toolkit_tells(error) from error

    def _as_the_toolkit_tells(self, error: Any) -> BaseException:
        dialect, connection = self._connection.dialect, self._connection
        gone = dialect.is_disconnect(error, connection.connection, None)
        told: Any = DBAPIError.instance(
            self._text, None, error, dialect.loaded_dbapi.Error, True, connection_invalidated=gone, dialect=dialect
        )
        if gone:
            connection.invalidate(error)
        return told


class _Written(NamedTuple):
    """The statement as the driver takes it; its parameters in their order, and what turns some of them into what the driver
    takes; those that are always the same; whether the driver wants them by name; and what turns each column found into a value."""

    text: str
    names: Sequence[str]
    pick: Callable[[Row], tuple[Any, ...]]
    converts: Sequence[tuple[int, Convert]]
    always: Row
    by_name: bool
    results: Sequence[Convert | None] | None

    def parameters(self, values: Row) -> Any:
        found = list(self.pick({**self.always, **values} if self.always else values))
        for place, convert in self.converts:
            found[place] = convert(found[place])
        return dict(zip(self.names, found, strict=True)) if self.by_name else tuple(found)

    def converted(self, found: Sequence[Any]) -> list[Any]:
        results = self.results
        if results is None:
            return list(found)
        return [
            tuple([value if convert is None else convert(value) for value, convert in zip(row, results, strict=True)])
            for row in found
        ]


def _written_out(statement: Executable, dialect: Dialect) -> _Written:
    compiled = _compiled(statement, dialect)
    names: Sequence[str] = compiled.positiontup if compiled.positiontup is not None else list(compiled.params)
    bound = ((place, _bound(compiled, name, dialect)) for place, name in enumerate(names))
    results = [_read(column.type, dialect) for column in getattr(statement, "exported_columns", ())]
    return _Written(
        text=str(compiled),
        names=names,
        pick=_picking(names),
        converts=[(place, convert) for place, convert in bound if convert is not None],
        always={name: value for name, value in compiled.params.items() if _is_constant(compiled, name)},
        by_name=compiled.positiontup is None,
        results=results if any(results) else None,
    )


def _picking(names: Sequence[str]) -> Callable[[Row], tuple[Any, ...]]:
    """`itemgetter` gives a tuple of several values only."""
    return itemgetter(*names) if len(names) > 1 else lambda values: tuple([values[name] for name in names])


def _compiled(statement: Any, dialect: Dialect) -> Any:
    compiled = statement.compile(dialect=dialect)
    if not compiled.post_compile_params:
        return compiled
    return statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})  # lists of constants


def _is_constant(compiled: Any, name: str) -> bool:
    """What the statement itself says has a name that is made up, and each of a list of constants none of its own."""
    bound = compiled.binds.get(name)
    return bound is None or bound.unique


def _bound(compiled: Any, name: str, dialect: Dialect) -> Convert | None:
    bound = compiled.binds.get(name)
    found: Convert | None = None if bound is None else bound.type.dialect_impl(dialect).bind_processor(dialect)
    return found


def _read(type: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = type.dialect_impl(dialect).result_processor(dialect, None)
    return found
