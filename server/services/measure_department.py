"""How much a department is asked, and how fast it answers: by week, in the working time of the branch that asks.

The clock of the department runs from when the bank had the record until an agent's step took it out of the department's hands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Protocol

from server.domain.moments import bank_day, day_start, from_wire, to_wire
from server.domain.working_time import WorkingCalendar, working_minutes
from server.records import Kind

AGENT = "department_agent"
MOST_WEEKS = 26


@dataclass(frozen=True)
class StepTaken:
    """One operation of a record, in the order in which they were decided."""

    record_id: str
    kind: str
    due_at: str | None
    type: str
    to_status: str | None
    at: str


@dataclass(frozen=True)
class Stretch:
    """Once in the hands of the department; `ended` is None while it still is."""

    began: datetime
    ended: datetime | None
    due: datetime | None


@dataclass(frozen=True)
class Week:
    """From a Monday on. `minutes` is the median of what was answered in it, None where nothing was."""

    first: date
    received: int
    answered: int
    late: int
    minutes: int | None


class Steps(Protocol):
    def steps(self, branch_id: str, department: str, kinds: Sequence[str], since: str) -> list[StepTaken]:
        """Of the records of these kinds that are or were the department's and changed since then."""
        ...


@dataclass(frozen=True)
class MeasureDepartment:
    kinds: Mapping[str, Kind]
    store: Steps
    calendar: Callable[[str, date], WorkingCalendar | None]

    def __call__(self, branch_id: str, department: str, weeks: int, now: datetime) -> list[Week]:
        """The last so many weeks, this one last."""
        this = monday(bank_day(now))
        first = this - timedelta(weeks=weeks - 1)
        waiting = {code: hands_of(kind, department) for code, kind in self.kinds.items()}
        asked = [code for code, states in waiting.items() if states]
        steps = self.store.steps(branch_id, department, asked, to_wire(day_start(first)))
        stretches = list(self._stretches(steps, waiting))
        calendar = self.calendar(branch_id, bank_day(now))
        return [_week(first + timedelta(weeks=n), stretches, calendar) for n in range(weeks)]

    def _stretches(self, steps: Iterable[StepTaken], waiting: Mapping[str, frozenset[str]]) -> Iterable[Stretch]:
        by_record: dict[str, list[StepTaken]] = {}
        for step in steps:
            by_record.setdefault(step.record_id, []).append(step)
        for taken in by_record.values():
            kind = self.kinds[taken[0].kind]
            yield from in_hand(taken, waiting[kind.code], _agents_steps(kind))


def hands_of(kind: Kind, department: str) -> frozenset[str]:
    """The states in which records of the kind wait for that department, where they are addressed to it."""
    values = {kind.department_field: department} if kind.department_field else {}
    return frozenset(state for state in kind.waiting_states if kind.department(state, values) == department)


def in_hand(taken: Sequence[StepTaken], waiting: frozenset[str], answers: frozenset[str]) -> Iterable[Stretch]:
    """What the branch took back is nobody's answer and is left out."""
    began: str | None = None
    for step in taken:
        if step.to_status in waiting and began is None:
            began = step.at
        elif began is not None and step.to_status is not None and step.to_status not in waiting:
            if step.type in answers:
                yield _stretch(began, step.at, step.due_at)
            began = None
    if began is not None:
        yield _stretch(began, None, taken[-1].due_at)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _stretch(began: str, ended: str | None, due: str | None) -> Stretch:
    return Stretch(from_wire(began), from_wire(ended) if ended else None, from_wire(due) if due else None)


def _agents_steps(kind: Kind) -> frozenset[str]:
    steps = [each for each in kind.life_cycle.commands if AGENT in each.roles]
    return frozenset(f"{kind.code}.{each.code}@1" for each in steps)


def _week(first: date, stretches: Sequence[Stretch], calendar: WorkingCalendar | None) -> Week:
    begins, ends = day_start(first), day_start(first + timedelta(weeks=1))
    received = sum(1 for each in stretches if begins <= each.began < ends)
    answered = [each for each in stretches if each.ended is not None and begins <= each.ended < ends]
    late = sum(1 for each in answered if each.due is not None and each.ended is not None and each.ended > each.due)
    taken = [working_minutes(each.began, each.ended, calendar) for each in answered if each.ended and calendar]
    return Week(first, received, len(answered), late, median_low(taken) if taken else None)
