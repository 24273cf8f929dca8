"""Rules as they were in force at an instant: figures of regulations and of the house, and the entries of any set.

A record is judged by what was in force when it happened, never by what came later; so every question names its instant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.domain.moments import bank_day
from server.reference import Catalogue, Entry

FIGURE_SETS = ("thresholds", "settings")


@dataclass(frozen=True)
class Figure:
    """`value` counts `unit` (sums in 分 or cents). A figure that is not `verified` is shown as such and blocks nobody."""

    code: str
    value: int
    unit: str
    verified: bool
    source: str


class Rules(Protocol):
    """What the parts that work things out ask. `branch_id` matters only for the parameters a branch set for itself."""

    def value(self, code: str, at: datetime, branch_id: str | None = None) -> int | None: ...
    def binding(self, code: str, at: datetime, branch_id: str | None = None) -> int | None: ...
    def entries(self, name: str, at: datetime, branch_id: str | None = None) -> tuple[Entry, ...]: ...
    def version(self, name: str, at: datetime, branch_id: str | None = None) -> str | None: ...


@dataclass(frozen=True)
class ReadRules:
    """`catalogue_of` gives the reference data of a branch; of the whole bank for None."""

    catalogue_of: Callable[[str | None], Catalogue]

    def value(self, code: str, at: datetime, branch_id: str | None = None) -> int | None:
        """The figure of that code at that instant, verified or not; None if none was in force."""
        figure = self.figure(code, at, branch_id)
        return figure.value if figure else None

    def binding(self, code: str, at: datetime, branch_id: str | None = None) -> int | None:
        """The same, but only if it was verified: what may keep somebody from something."""
        figure = self.figure(code, at, branch_id)
        return figure.value if figure and figure.verified else None

    def figure(self, code: str, at: datetime, branch_id: str | None = None) -> Figure | None:
        for name in FIGURE_SETS:
            entry = self.entry(name, code, at, branch_id)
            if entry is not None:
                value, unit = entry.extras["value"], entry.extras["unit"]
                return Figure(code, value, unit, entry.status == "in_force", entry.source)
        return None

    def entry(self, name: str, code: str, at: datetime, branch_id: str | None = None) -> Entry | None:
        return self.catalogue_of(branch_id).entry_on(name, code, bank_day(at))

    def entries(self, name: str, at: datetime, branch_id: str | None = None) -> tuple[Entry, ...]:
        """Everything of a set that was in force at that instant, in its order."""
        return self.catalogue_of(branch_id).entries_on(name, bank_day(at))

    def version(self, name: str, at: datetime, branch_id: str | None = None) -> str | None:
        """The version of a set in force at that instant, as a record keeps it: `2026-01-01`, or `2026-12-01#3` of edition 3."""
        return self.catalogue_of(branch_id).sets[name].label_on(bank_day(at))
