"""The register of serials: every serial that was ever reserved, what became of it, and whether any is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from server.domain.document_life import Document
from server.services.ports_documents import RegisterQuery, Series
from server.store.base import table_of
from server.store.database import Database
from server.store.document_store import COLUMNS, TABLE
from server.store.tables.feed import NumberRow

NUMBERS = table_of(NumberRow)


class SerialRegister:
    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, branch_id: str, wanted: RegisterQuery, after: str | None, limit: int) -> list[Document]:
        conditions = _matching(branch_id, wanted)
        if after is not None:
            conditions.append(TABLE.c.serial < after)
        query = select(*COLUMNS).where(*conditions).order_by(TABLE.c.serial.desc()).limit(limit)
        with self._database.read() as session:
            return [Document(*row) for row in session.execute(query)]

    def counts(self, branch_id: str, wanted: RegisterQuery) -> Mapping[str, int]:
        query = select(TABLE.c.state, func.count()).where(*_matching(branch_id, wanted)).group_by(TABLE.c.state)
        with self._database.read() as session:
            return {state: int(count) for state, count in session.execute(query)}

    def series(self, branch_id: str, wanted: RegisterQuery, prefixes: Iterable[str]) -> Sequence[Series]:
        """Of what is counted: a serial of a period is named by it and needs no counter."""
        given = [NUMBERS.c.branch_id == branch_id, NUMBERS.c.prefix.in_(sorted(prefixes))]
        given += [NUMBERS.c.day >= wanted.first] if wanted.first else []
        given += [NUMBERS.c.day <= wanted.last] if wanted.last else []
        prefix = func.substr(TABLE.c.serial, 1, func.length(NUMBERS.c.prefix) + 1)
        registered = (
            select(func.count())
            .select_from(TABLE)
            .where(TABLE.c.branch_id == branch_id, TABLE.c.serial_day == NUMBERS.c.day, TABLE.c.period.is_(None))
            .where(TABLE.c.serial.is_not(None), prefix == NUMBERS.c.prefix + "-")
            .scalar_subquery()
        )
        query = select(NUMBERS.c.prefix, NUMBERS.c.day, NUMBERS.c.last, registered).where(*given)
        with self._database.read() as session:
            ordered = query.order_by(NUMBERS.c.day.desc(), NUMBERS.c.prefix)
            return [Series(*row) for row in session.execute(ordered)]


def _matching(branch_id: str, wanted: RegisterQuery) -> list[Any]:
    conditions: list[Any] = [TABLE.c.branch_id == branch_id, TABLE.c.serial.is_not(None)]
    if wanted.first:
        conditions.append(TABLE.c.serial_day >= wanted.first)
    if wanted.last:
        conditions.append(TABLE.c.serial_day <= wanted.last)
    if wanted.code:
        conditions.append(TABLE.c.code == wanted.code)
    if wanted.states:
        conditions.append(TABLE.c.state.in_(wanted.states))
    return conditions
