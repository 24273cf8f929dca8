"""Official numbers: without gaps, from a counter row that stays locked until the write commits."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.prepared import Prepared, given
from server.store.tables.feed import NumberRow
from server.store.tables.people import BranchRow

NUMBERS = table_of(NumberRow)
BRANCHES = table_of(BranchRow)


def _counted(dialect: str) -> Any:
    first = insertion(dialect, NUMBERS)
    more = {"last": NUMBERS.c.last + first.excluded.last}
    counted = first.on_conflict_do_update(index_elements=["branch_id", "prefix", "day"], set_=more)
    return counted.returning(NUMBERS.c.last)


COUNT = Prepared(_counted)
BRANCH_NO = Prepared(lambda _: select(BRANCHES.c.no).where(BRANCHES.c.id == given("branch_id")))


class NumberStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, branch_id: str, prefix: str, day: date) -> str:
        """`{prefix}-{branch no}-{yyMMdd}-{0001}`; only inside an open write, with which it comes and goes."""
        return self.block(branch_id, prefix, day, 1)[0]

    def block(self, branch_id: str, prefix: str, day: date, count: int) -> list[str]:
        with self._database.write() as session:
            last = COUNT.scalar(session, branch_id=branch_id, prefix=prefix, day=day.isoformat(), last=count)
            branch_no = BRANCH_NO.scalar(session, branch_id=branch_id)
        before = f"{prefix}-{branch_no}-{day:%y%m%d}-"
        return [f"{before}{number:04d}" for number in range(last - count + 1, last + 1)]
