"""Reference data as it was read and checked: sets, their versions, the entries of a version, each with its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

DAYS_KEPT = 400  # more than a year: what a set holds on a day is worked out once, not for every record of that day


@dataclass(frozen=True)
class Group:
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Entry:
    """`status` is `draft` for what nobody has checked against its source; such an entry is shown as unchecked and never
    blocks. `house` marks a parameter of the house, behind which no regulation stands. `extras` is what only its set has.
    Both days belong to it; without a last day it holds until further notice. It holds only while its version does."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    group: Group | None
    status: str
    source: str
    house: bool
    extras: Mapping[str, Any]
    effective_from: date
    effective_to: date | None

    def covers(self, day: date) -> bool:
        return covers(self.effective_from, self.effective_to, day)


@dataclass(frozen=True)
class Version:
    """Both days belong to it; without a last day it is in force until further notice. `edition` is 0 for what ships with the
    software, else the number under which its owner published it."""

    effective_from: date
    effective_to: date | None
    entries: tuple[Entry, ...]
    edition: int = 0

    def covers(self, day: date) -> bool:
        return covers(self.effective_from, self.effective_to, day)

    def label(self, day: date) -> str:
        """What a record of that day keeps of the version it was made under: since when everything in it holds as it does,
        and the edition where it is not the shipped one."""
        begun = [each.effective_from for each in self.entries]
        ended = [each.effective_to + timedelta(days=1) for each in self.entries if each.effective_to is not None]
        since = max(change for change in (self.effective_from, *begun, *ended) if change <= day)
        return f"{since.isoformat()}{f'#{self.edition}' if self.edition else ''}"


def covers(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)


@dataclass(frozen=True)
class ReferenceSet:
    name: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        return next((version for version in self.versions if version.covers(day)), None)

    def entries_on(self, day: date) -> tuple[Entry, ...]:
        return self._on(day).entries

    def entry_on(self, code: str, day: date) -> Entry | None:
        return self._on(day).by_code.get(code)

    def label_on(self, day: date) -> str | None:
        """The label of the version in force on that day."""
        return self._on(day).label

    def _on(self, day: date) -> _OneDay:
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            version = self.on(day)
            entries = version.entries if version else ()
            label = version.label(day) if version else None
            found = _OneDay(tuple(entry for entry in entries if entry.covers(day)), label)
            self._days[day] = found
        return found

    @cached_property
    def _days(self) -> dict[date, _OneDay]:
        return {}


@dataclass(frozen=True)
class _OneDay:
    entries: tuple[Entry, ...]
    label: str | None

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """The first of each code."""
        return {entry.code: entry for entry in reversed(self.entries)}


@dataclass(frozen=True)
class Catalogue:
    sets: Mapping[str, ReferenceSet]

    def entries_on(self, name: str, day: date) -> tuple[Entry, ...]:
        return self.sets[name].entries_on(day)

    def entry_on(self, name: str, code: str, day: date) -> Entry | None:
        return self.sets[name].entry_on(code, day)

    def days_of_change(self) -> list[date]:
        """The first day of every version and entry: what holds between the sets can only change on these."""
        versions = [version for each in self.sets.values() for version in each.versions]
        entries = [entry for version in versions for entry in version.entries]
        return sorted({each.effective_from for each in versions} | {each.effective_from for each in entries})


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> tuple[date, date | None]:
    """The days both have; it ends before it begins where they have none."""
    ends = [last for last in (one[1], other[1]) if last is not None]
    return max(one[0], other[0]), min(ends) if ends else None
