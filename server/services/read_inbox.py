"""What waits for a department, and what it has dealt with: records addressed to it, or in a state whose next step is its own.

Whether a record still waits for its department is not a list of states but follows from the life cycle: it waits in every
state from which the department may take a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.moments import from_wire, to_wire
from server.records import Kind

Open = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Position:
    """Where a page ended: the due time of what is open (None comes last), the last change of what is done."""

    at: str | None
    id: str


@dataclass(frozen=True)
class Entry:
    """A record's place in an inbox."""

    id: str
    due_at: str | None
    updated_at: str


@dataclass(frozen=True)
class InboxPage:
    items: Sequence[dict[str, Any]]
    next: Position | None
    open_count: int
    overdue_count: int


class InboxStore(Protocol):
    """`open_states`: for every kind of the inbox, the states that wait for its department."""

    def open_page(
        self, branch_id: str, department: str, open_states: Open, after: Position | None, limit: int
    ) -> list[Entry]:
        """Soonest due first, without a due time last."""
        ...

    def done_page(
        self, branch_id: str, department: str, open_states: Open, after: Position | None, limit: int
    ) -> list[Entry]:
        """Last changed first."""
        ...

    def counts(self, branch_id: str, department: str, open_states: Open, now: str) -> tuple[int, int]:
        """How many are open, and how many of them are past their due time."""
        ...


class Describe(Protocol):
    def __call__(self, branch_id: str, ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """Records as everybody sees them, masked, by id."""
        ...


@dataclass(frozen=True)
class ReadInbox:
    kinds: Mapping[str, Kind]
    store: InboxStore
    describe: Describe

    def __call__(
        self, branch_id: str, department: str, *, done: bool, after: Position | None, limit: int, now: datetime
    ) -> InboxPage:
        states = waiting_states(self.kinds.values())
        read = self.store.done_page if done else self.store.open_page
        found = read(branch_id, department, states, after, limit + 1)
        shown, more = found[:limit], len(found) > limit
        described = self.describe(branch_id, [entry.id for entry in shown])
        items = [_item(described[entry.id], entry, states, now) for entry in shown if entry.id in described]
        opened, overdue = self.store.counts(branch_id, department, states, to_wire(now))
        return InboxPage(items, _position(shown[-1], done) if more else None, opened, overdue)


def waiting_states(kinds: Iterable[Kind]) -> dict[str, frozenset[str]]:
    """For each kind with steps of departments, the states from which a department moves on."""
    return {kind.code: kind.waiting_states for kind in kinds if kind.waiting_states}


def _position(entry: Entry, done: bool) -> Position:
    return Position(entry.updated_at if done else entry.due_at, entry.id)


def _item(record: Mapping[str, Any], entry: Entry, states: Open, now: datetime) -> dict[str, Any]:
    is_open = record["status"] in states.get(record["kind"], frozenset())
    return {**record, "open": is_open, **due_clock(entry.due_at if is_open else None, now), "due_at": entry.due_at}


def due_clock(due_at: str | None, now: datetime) -> dict[str, Any]:
    """Whole minutes until it is due, rounded up; past its time it is overdue and the minutes are negative or none."""
    if due_at is None:
        return {"overdue": False, "minutes_left": None}
    left = (from_wire(due_at) - now).total_seconds()
    return {"overdue": left <= 0, "minutes_left": -int(-left // 60)}
