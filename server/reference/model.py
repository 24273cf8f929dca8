"""Reference data as it was read and checked: sets, their versions, the entries of a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Group:
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Entry:
    """`status` is `draft` for what nobody has checked against its source; such an entry is shown as unchecked and never
    blocks. `house` marks a parameter of the house, behind which no regulation stands. `extras` is what only its set has."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    group: Group | None
    status: str
    source: str
    house: bool
    extras: Mapping[str, Any]


@dataclass(frozen=True)
class Version:
    """Both days belong to it; without a last day it is in force until further notice."""

    effective_from: date
    effective_to: date | None
    entries: tuple[Entry, ...]

    def covers(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True)
class ReferenceSet:
    name: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        return next((version for version in self.versions if version.covers(day)), None)

    def entries_on(self, day: date) -> tuple[Entry, ...]:
        version = self.on(day)
        return version.entries if version else ()


@dataclass(frozen=True)
class Catalogue:
    sets: Mapping[str, ReferenceSet]

    def entries_on(self, name: str, day: date) -> tuple[Entry, ...]:
        return self.sets[name].entries_on(day)

    def days_of_change(self) -> list[date]:
        """The first day of every version: what holds between the sets can only change on these."""
        return sorted({version.effective_from for each in self.sets.values() for version in each.versions})
