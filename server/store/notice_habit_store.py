"""How each person wants to be told of notices, where they have chosen."""

from __future__ import annotations

from sqlalchemy import select

from server.services.choose_habits import Habits
from server.store.base import table_of
from server.store.database import Database
from server.store.insertion import insertion
from server.store.tables.notices import NoticeHabitRow

HABITS = table_of(NoticeHabitRow)
COLUMNS = [HABITS.c[name] for name in Habits.__dataclass_fields__]


class NoticeHabitStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def habits(self, user_id: str) -> Habits | None:
        with self._database.read() as session:
            row = session.execute(select(*COLUMNS).where(HABITS.c.user_id == user_id)).first()
            return None if row is None else Habits(*row)

    def keep(self, user_id: str, habits: Habits) -> None:
        kept = insertion(self._database.dialect, HABITS).values(user_id=user_id, **vars(habits))
        with self._database.write() as session:
            session.execute(kept.on_conflict_do_update(index_elements=["user_id"], set_=vars(habits)))
