"""Screening lists in the database."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, insert, select

from server.services.ports_screening import ScreeningList
from server.store.base import table_of
from server.store.database import Database
from server.store.tables.screening import ScreeningListRow

TABLE = table_of(ScreeningListRow)
NEWEST_FIRST = (TABLE.c.effective_from.desc(), TABLE.c.imported_at.desc(), TABLE.c.version.desc())


class ScreeningStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def in_force(self, at: datetime) -> ScreeningList | None:
        found = self._read(select(TABLE).where(TABLE.c.effective_from <= at).order_by(*NEWEST_FIRST).limit(1))
        return found[0] if found else None

    def newest(self, limit: int) -> list[ScreeningList]:
        return self._read(select(TABLE).order_by(*NEWEST_FIRST).limit(limit))

    def version(self, version: str) -> ScreeningList | None:
        found = self._read(select(TABLE).where(TABLE.c.version == version))
        return found[0] if found else None

    def versions_of_day(self, day: str) -> int:
        wanted = select(func.count()).select_from(TABLE).where(TABLE.c.version.like(f"{day}.%"))
        with self._database.read() as session:
            return int(session.execute(wanted).scalar_one())

    def add(self, made: ScreeningList) -> None:
        with self._database.write() as session:
            session.execute(insert(TABLE).values(**{**asdict(made), "content": dict(made.content)}))

    def _read(self, query: Select[Any]) -> list[ScreeningList]:
        with self._database.read() as session:
            return [ScreeningList(**row) for row in session.execute(query).mappings()]
