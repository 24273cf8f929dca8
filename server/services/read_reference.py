"""Reference data as it is in force: what tablets and desks download, labels for documents, and when a department must be done.

The version changes at midnight of the bank's day when another version of a set comes into force, and with the software.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal

from server.domain.identity import Clock
from server.domain.moments import bank_day
from server.domain.working_time import due_at
from server.reference import Catalogue, CompiledSet, calendar_on, compile_on, in_force, turnaround_on, version_of
from server.services.read_rules import ReadRules

KEPT_DAYS = 4  # yesterday's sets are still asked for just after midnight


@dataclass(frozen=True)
class Edition:
    """Everything in force on one day."""

    version: str
    sets: tuple[CompiledSet, ...]
    items: Mapping[str, Mapping[str, Mapping[str, Any]]]


class ReadReference:
    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._edition_on = lru_cache(maxsize=KEPT_DAYS)(self._compiled)
        self._by_hash: dict[str, CompiledSet] = {}
        self.rules = ReadRules(lambda _branch_id: catalogue)

    def version(self) -> str:
        """A hash over all sets; when it differs from a tablet's, the tablet asks for the manifest."""
        return self._today().version

    def manifest(self) -> dict[str, Any]:
        """`{version, sets: [{name, hash, count}]}`."""
        edition = self._today()
        sets = [{"name": each.name, "hash": each.hash, "count": each.count} for each in edition.sets]
        return {"version": edition.version, "sets": sets}

    def set(self, hash: str) -> CompiledSet | None:
        """The set of that SHA-256, of today or of a day this process has served before."""
        self._today()
        return self._by_hash.get(hash)

    def item(self, name: str, code: str) -> Mapping[str, Any] | None:
        """One entry as the sets have it, also an expired one."""
        return self._today().items.get(name, {}).get(code)

    def label(self, name: str, code: str, language: Literal["zh", "en"] = "zh") -> str:
        """The name of an entry; of a code nobody knows, the code itself."""
        found = self.item(name, code)
        return str(found[language]) if found else code

    def due_at(self, department: str, priority: str, from_: datetime) -> datetime | None:
        """When a ticket sent at `from_` must be done, in UTC; None if nobody set a time for it.

        Counted by what was in force on that day: a later version of the turnaround moves no promise already made.
        """
        try:
            return self._counted(department, priority, from_)
        except OverflowError:  # a tablet's clock at the end of all dates must not stop the decision of its ticket
            return None

    def _counted(self, department: str, priority: str, from_: datetime) -> datetime | None:
        day = bank_day(from_)
        calendar = calendar_on(self._catalogue, day)
        turnaround = turnaround_on(self._catalogue, department, priority, day)
        return due_at(from_, turnaround, calendar) if turnaround and calendar else None

    def _today(self) -> Edition:
        return self._edition_on(bank_day(self._clock()))

    def _compiled(self, day: date) -> Edition:
        sets = compile_on(self._catalogue, day)
        self._by_hash |= {each.hash: each for each in sets}
        items = {each.name: _by_code(each, day) for each in sets}
        return Edition(version_of(sets), sets, items)


def _by_code(chosen: CompiledSet, day: date) -> dict[str, Mapping[str, Any]]:
    return {item["code"]: item for item in in_force(json.loads(chosen.content)["items"], day.isoformat())}
