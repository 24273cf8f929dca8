"""Official numbers: without gaps, from a counter row that stays locked until the write commits."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from server.store.base import table_of
from server.store.database import Database
from server.store.tables.feed import NumberRow
from server.store.tables.people import BranchRow

NUMBERS = table_of(NumberRow)


class NumberStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, branch_id: str, prefix: str, day: date) -> str:
        """`{prefix}-{branch no}-{yyMMdd}-{0001}`; only inside an open write, with which it comes and goes."""
        return self.block(branch_id, prefix, day, 1)[0]

    def block(self, branch_id: str, prefix: str, day: date, count: int) -> list[str]:
        with self._database.write() as session:
            last = session.execute(self._counted(branch_id, prefix, day, count)).scalar_one()
            branch_no = session.execute(select(BranchRow.no).where(BranchRow.id == branch_id)).scalar_one()
        return [f"{prefix}-{branch_no}-{day:%y%m%d}-{number:04d}" for number in range(last - count + 1, last + 1)]

    def _counted(self, branch_id: str, prefix: str, day: date, count: int) -> Any:
        dialect: Any = postgresql if self._database.dialect == "postgresql" else sqlite
        first = dialect.insert(NUMBERS).values(branch_id=branch_id, prefix=prefix, day=day.isoformat(), last=count)
        more = {"last": NUMBERS.c.last + first.excluded.last}
        return first.on_conflict_do_update(index_elements=["branch_id", "prefix", "day"], set_=more).returning(
            NUMBERS.c.last
        )
