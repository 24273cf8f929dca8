"""How somebody wants to be told of notices: by sound, by words that come up, and in which hours by neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from server.domain.people import Actor
from server.services.ports import Transaction
from server.services.read_rules import Rules

QUIET_FROM, QUIET_UNTIL = "quiet_from_oclock", "quiet_until_oclock"


@dataclass(frozen=True)
class Habits:
    """`quiet_from` and `quiet_until` are times of the bank's clock (`20:00`), both or neither: without them the house's hold.
    Where both are the same there are no quiet hours."""

    sound: bool = True
    toasts: bool = True
    quiet_from: str | None = None
    quiet_until: str | None = None


class HabitStore(Protocol):
    def habits(self, user_id: str) -> Habits | None: ...
    def keep(self, user_id: str, habits: Habits) -> None: ...


@dataclass(frozen=True)
class ChooseHabits:
    store: HabitStore
    rules: Rules
    transaction: Transaction

    def of(self, actor: Actor, at: datetime) -> dict[str, Any]:
        return self._told(actor, self._chosen(actor), at)

    def change(self, actor: Actor, changes: dict[str, Any], at: datetime) -> dict[str, Any]:
        with self.transaction():
            chosen = replace(self._chosen(actor), **changes)
            self.store.keep(actor.id, chosen)
        return self._told(actor, chosen, at)

    def _chosen(self, actor: Actor) -> Habits:
        return self.store.habits(actor.id) or Habits()

    def _told(self, actor: Actor, chosen: Habits, at: datetime) -> dict[str, Any]:
        house = {"quiet_from": self._hour(QUIET_FROM, actor, at), "quiet_until": self._hour(QUIET_UNTIL, actor, at)}
        return {**vars(chosen), "house": house}

    def _hour(self, code: str, actor: Actor, at: datetime) -> str:
        """Midnight, and so no quiet hours, where the house has none."""
        return f"{self.rules.value(code, at, actor.branch_id) or 0:02d}:00"
