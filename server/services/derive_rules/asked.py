"""What a rule may ask besides its arguments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

from server.domain.moments import bank_day
from server.reference import Entry
from server.services.read_rules import Figure
from server.services.screen_name import Answer
from sync.server.key_index import Holder, Key
from sync.server.policy import About
from sync.server.value import value

T = TypeVar("T")
Given = Mapping[str, Any]
"""The arguments of a rule, and under BEFORE what its field says so far."""
BEFORE = "@before"
Screen = Callable[[Sequence[str], int], Answer]
CodeOf = Callable[[str], str | None]


def no_list(names: Sequence[str], percent: int) -> Answer:
    """Where nobody keeps a list, every name still has to be reviewed."""
    return Answer("to_review", None, 0, ())


def no_code(record_id: str) -> str | None:
    """Where nobody keeps a secret, no code can be given."""
    return None


class Turnaround(Protocol):
    def due_at(self, department: str, priority: str, from_: datetime, branch_id: str | None = None) -> datetime | None:
        """When work of this priority is due at a department that got it at `from_`, by the calendar of the branch that asks;
        None where no term is agreed."""
        ...


class FiguresInForce(Protocol):
    def figure(self, code: str, at: datetime, branch_id: str | None = None) -> Figure | None: ...
    def entry(self, name: str, code: str, at: datetime, branch_id: str | None = None) -> Entry | None: ...
    def entries(self, name: str, at: datetime, branch_id: str | None = None) -> tuple[Entry, ...]: ...
    def version(self, name: str, at: datetime, branch_id: str | None = None) -> str | None: ...


@value
class Asked:
    """What all fields of one record are worked out from: `at` when the record's event happened, `keys` by which the record is
    found. What is in force holds for a whole day, and is asked for once in a transaction."""

    values: Mapping[str, Any]
    about: About
    at: datetime
    keys: Mapping[str, Key]
    turnaround: Turnaround
    rules: FiguresInForce
    screen: Screen = no_list
    code_of: CodeOf = no_code

    @cached_property
    def day(self) -> date:
        """The bank's, of the record's event."""
        return bank_day(self.at)

    def figure(self, code: str) -> Figure | None:
        return self.once(("figure", code), lambda: self.rules.figure(code, self.at, self.about.view.branch_id))

    def version(self, name: str) -> str | None:
        """Of a set."""
        return self.once(("version", name), lambda: self.rules.version(name, self.at, self.about.view.branch_id))

    def once(self, what: Hashable, look: Callable[[], T]) -> T:
        """What follows from the day alone."""
        known, name = self.about.view.in_force, (what, self.day)
        if name not in known:
            known[name] = look()
        found: T = known[name]
        return found

    def others(self, key: str) -> Iterator[Holder]:
        """The other standing records with the same key."""
        found = self.keys.get(key)
        return self.about.view.keys.holders(found, but=self.about.record_id) if found is not None else iter(())


Rule = Callable[[Given, Asked], Any]
