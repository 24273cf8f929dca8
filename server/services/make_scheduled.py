"""The records that a branch owes by its plan are made at the beginning of their day, each once.

A worker that was down makes up for what it left out, unless that fell due more than `MADE_UP_WITHIN` ago or before the branch
opened. Ids follow from what is owed, so however many workers do this, and however often, each record is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from server.domain.moments import BANK_ZONE, bank_day
from server.domain.working_time import WorkingCalendar
from server.records import Kind
from server.reference import Entry
from server.services.plan_schedule import Owed, owed_on, scheduled_id, values_of
from server.services.run_online import Doer, OperationRefused, the_system

MADE_UP_WITHIN = timedelta(days=7)
# What begins on the first business day of a month may be due two weeks later.
LONGEST_RUN = timedelta(days=31)


@dataclass(frozen=True)
class OpenedBranch:
    id: str
    opened_at: datetime


class Capture(Protocol):
    def __call__(
        self, who: Doer, kind: str, record_id: str, values: Mapping[str, Any], at: datetime
    ) -> object | None: ...


class Plan(Protocol):
    def entries(self, name: str, at: datetime, branch_id: str | None = None) -> tuple[Entry, ...]: ...


@dataclass(frozen=True)
class MakeScheduled:
    """`calendar(branch, day)` is the branch's on that day; `standing(branch, ids)` those of the ids that exist already."""

    kinds: Mapping[str, Kind]
    plan: Plan
    calendar: Callable[[str, date], WorkingCalendar | None]
    branches: Callable[[], Iterable[OpenedBranch]]
    standing: Callable[[str, Iterable[str]], Iterable[str]]
    capture: Capture
    refused: set[str] = field(default_factory=set)

    def __call__(self, now: datetime) -> int:
        """How many records it made."""
        planned = [kind for kind in self.kinds.values() if kind.scheduled]
        return sum(self._make(branch, kind, now) for branch in self.branches() for kind in planned)

    def _make(self, branch: OpenedBranch, kind: Kind, now: datetime) -> int:
        assert kind.scheduled is not None
        owed = {scheduled_id(branch.id, kind.scheduled.reference, each): each for each in self._owed(branch, kind, now)}
        missing = owed.keys() - set(self.standing(branch.id, owed)) - self.refused
        made = [self._captured(branch, kind, record_id, owed[record_id], now) for record_id in sorted(missing)]
        return sum(made)

    def _owed(self, branch: OpenedBranch, kind: Kind, now: datetime) -> Iterator[Owed]:
        assert kind.scheduled is not None
        today, since = bank_day(now), max(now - MADE_UP_WITHIN, branch.opened_at)
        for ago in range((LONGEST_RUN + MADE_UP_WITHIN).days, -1, -1):
            day = today - timedelta(days=ago)
            calendar = self.calendar(branch.id, day)
            if calendar is not None:
                entries = self.plan.entries(kind.scheduled.reference, _noon(day), branch.id)
                yield from (each for each in owed_on(day, entries, calendar) if each.due > since)

    def _captured(self, branch: OpenedBranch, kind: Kind, record_id: str, owed: Owed, now: datetime) -> bool:
        """What is refused stays refused until the definition or the plan changes, so it is not asked for every time."""
        assert kind.scheduled is not None
        values = values_of(kind.scheduled, owed)
        try:
            return self.capture(the_system(branch.id), kind.code, record_id, values, now) is not None
        except OperationRefused:
            self.refused.add(record_id)
            return False


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), BANK_ZONE)
