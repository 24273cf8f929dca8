"""parts["notice_habits"]: how each person wants to be told of notices."""

from __future__ import annotations

from server.services.choose_habits import ChooseHabits
from server.store.notice_habit_store import NoticeHabitStore
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ChooseHabits:
    rules = context.part("reference").rules
    return ChooseHabits(NoticeHabitStore(context.database), rules, context.database.write)
