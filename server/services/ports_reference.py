"""Editions of reference data as the use cases see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class StoredEdition:
    """`branch_id` is empty for the whole bank's. `content` is `{groups, entries}` as the set's schema reads them."""

    id: str
    name: str
    branch_id: str
    state: str
    number: int | None
    rev: int
    content: Mapping[str, Any]
    note: str
    effective_from: date | None
    contributors: tuple[str, ...]
    updated_at: datetime
    published_by: str | None
    published_at: datetime | None


class Editions(Protocol):
    def published(self) -> list[StoredEdition]:
        """All of them, in the order in which they were published."""
        ...

    def newest(self) -> int:
        """The number of the last one published; 0 before the first."""
        ...

    def draft(self, name: str, branch_id: str) -> StoredEdition | None: ...

    def add(self, edition: StoredEdition) -> bool:
        """False if the set has a draft already."""
        ...

    def replace(self, edition: StoredEdition, expected_rev: int) -> bool:
        """False if somebody else saved, published or withdrew it meanwhile."""
        ...
