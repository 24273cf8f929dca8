"""Reference data as it is in force: what tablets and desks download, labels for documents, and when a department must be done.

The version changes when an owner publishes an edition, with the software, and with the year of the calendar.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar

from server.domain.identity import Clock
from server.domain.moments import bank_day
from server.domain.working_time import due_at
from server.reference import Catalogue, CompiledSet, calendar_on, compile_on, in_force, turnaround_on, version_of
from server.services.ports_reference import Editions
from server.services.read_rules import ReadRules
from server.services.reference_catalogues import ReferenceCatalogues
from server.services.reference_people import ReferencePeople

T = TypeVar("T")
MoreSets = Callable[[], CompiledSet | None]  # a set that is made elsewhere, while there is one
PEOPLED = 4096  # one for each branch
KEPT = 64  # branches that set something themselves, and the day before: its sets are still asked for after midnight


@dataclass(frozen=True)
class Edition:
    """Everything in force on one day."""

    version: str
    sets: tuple[CompiledSet, ...]
    items: Mapping[str, Mapping[str, Mapping[str, Any]]]


class ReadReference:
    """`branch_id` matters for the sets a branch may set for itself and for its people; without it the whole bank's are meant."""

    def __init__(
        self,
        shipped: Catalogue,
        clock: Clock,
        editions: Editions | None = None,
        people: ReferencePeople | None = None,
        more: MoreSets | None = None,
    ) -> None:
        self._clock = clock
        self._people = people
        self._more = more
        self.catalogues = ReferenceCatalogues(shipped, editions, clock)
        self.rules = ReadRules(self.catalogues.of)
        self._compiled = lru_cache(maxsize=KEPT)(_compiled)
        self._peopled = lru_cache(maxsize=PEOPLED)(_with)
        self._by_hash: dict[str, CompiledSet] = {}

    def version(self, branch_id: str | None = None) -> str:
        """A hash over all sets; when it differs from a tablet's, the tablet asks for the manifest."""
        return self._today(branch_id).version

    def manifest(self, branch_id: str | None = None) -> dict[str, Any]:
        """`{version, sets: [{name, hash, count}]}`."""
        edition = self._today(branch_id)
        sets = [{"name": each.name, "hash": each.hash, "count": each.count} for each in edition.sets]
        return {"version": edition.version, "sets": sets}

    def set(self, hash: str, branch_id: str | None = None) -> CompiledSet | None:
        """The set of that SHA-256, of today or of a day this process has served before."""
        self._today(branch_id)
        return self._by_hash.get(hash)

    def item(self, name: str, code: str, branch_id: str | None = None) -> Mapping[str, Any] | None:
        """One entry as the sets have it, also an expired one."""
        return self._in_force(branch_id).items.get(name, {}).get(code)

    def label(self, name: str, code: str, language: Literal["zh", "en"] = "zh", branch_id: str | None = None) -> str:
        """The name of an entry, as the branch calls it where one is named; of a code nobody knows, the code itself."""
        found = self.item(name, code, branch_id)
        return str(found[language]) if found else code

    def due_at(self, department: str, priority: str, from_: datetime, branch_id: str | None = None) -> datetime | None:
        """When a ticket sent at `from_` must be done, in UTC; None if nobody set a time for it.

        Counted by what was in force on that day, while the branch that asks is open: a later version of the turnaround moves
        no promise already made.
        """
        try:
            return self._counted(department, priority, from_, branch_id)
        except OverflowError:  # a tablet's clock at the end of all dates must not stop the decision of its ticket
            return None

    def _counted(self, department: str, priority: str, from_: datetime, branch_id: str | None) -> datetime | None:
        day, catalogue = bank_day(from_), self.catalogues.of(branch_id)
        calendar = calendar_on(catalogue, day)
        turnaround = turnaround_on(catalogue, department, priority, day)
        return due_at(from_, turnaround, calendar) if turnaround and calendar else None

    def _in_force(self, branch_id: str | None) -> Edition:
        return self._compiled(Same(self.catalogues.of(branch_id)), bank_day(self._clock()))

    def _today(self, branch_id: str | None) -> Edition:
        """With the people of the branch."""
        edition = self._in_force(branch_id)
        if branch_id and self._people:
            edition = self._peopled(Same(edition), self._people.of(branch_id))
        if branch_id and self._more and (found := self._more()) is not None:
            edition = self._peopled(Same(edition), found)
        self._by_hash |= {each.hash: each for each in edition.sets}
        return edition


class Same(Generic[T]):
    """A thing by itself: the same until another is made, so it need not be compared by what it holds."""

    def __init__(self, thing: T) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


def _with(edition: Same[Edition], more: CompiledSet) -> Edition:
    sets = (*edition.thing.sets, more)
    return Edition(version_of(sets), sets, edition.thing.items)


def _compiled(known: Same[Catalogue], day: date) -> Edition:
    sets = compile_on(known.thing, day)
    items = {each.name: _by_code(each, day) for each in sets}
    return Edition(version_of(sets), sets, items)


def _by_code(chosen: CompiledSet, day: date) -> dict[str, Mapping[str, Any]]:
    return {item["code"]: item for item in in_force(json.loads(chosen.content)["items"], day.isoformat())}
