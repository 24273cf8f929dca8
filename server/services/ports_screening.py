"""What name screening keeps, and what it tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sync.server.state import RecordState


@dataclass(frozen=True)
class ScreeningList:
    """One published list of the whole bank. `content`: `{"variants", "sounds", "entries": [{"id", "names", "type", "list",
    "detail"}]}`; `payload` is what tablets get of it, signed as these bytes; `signature` is base64url."""

    id: str
    version: str
    source: str
    effective_from: datetime
    imported_at: datetime
    imported_by: str
    count: int
    content: Mapping[str, Any]
    payload: str
    signature: str


@dataclass(frozen=True)
class ScreeningProgress:
    """How far a branch has been asked about again with the list `version`: up to the record `after`, or to the end (`done`).
    `before` is the list with which it was gone through last."""

    branch_id: str
    version: str
    before: str | None
    after: str | None
    done: bool


class ScreeningProgresses(Protocol):
    def of(self, branch_id: str) -> ScreeningProgress | None: ...
    def keep(self, progress: ScreeningProgress) -> None: ...
    def standing(
        self, branch_id: str, states: Mapping[str, Collection[str]], after: str | None, limit: int
    ) -> list[RecordState]:
        """Records of these kinds in one of their states, by id, those behind `after`."""
        ...


class ScreeningLists(Protocol):
    def in_force(self, at: datetime) -> ScreeningList | None:
        """The list that began last of those that have begun; of two that begin at once, the later import."""
        ...

    def newest(self, limit: int) -> list[ScreeningList]: ...
    def version(self, version: str) -> ScreeningList | None: ...
    def add(self, made: ScreeningList) -> None: ...
    def versions_of_day(self, day: str) -> int:
        """How many versions begin with this day."""
        ...
