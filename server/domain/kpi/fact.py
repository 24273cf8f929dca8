"""What a KPI keeps of a record: just what its formula needs, without a word of what a customer said.

A KPI is worked out from facts alone. So a change is counted by reading the few facts that hang together with it, and never by
reading records again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from server.domain.moments import bank_day, from_wire
from sync.lifecycle import VOIDED
from sync.server.state import RecordState
from sync.server.value import value

NOBODY = ""


class House(Protocol):
    """What a definition may ask the house about, as it was in force at an instant."""

    @property
    def system(self) -> str:
        """The account of the server itself, to whom no work is attributed."""
        ...

    def setting(self, code: str, at: datetime) -> int | None: ...

    def round_items(self, round: str, at: datetime) -> tuple[str, ...]:
        """The items of the checklist that belong to such a round."""
        ...

    def fingerprint(self, text: str) -> str:
        """The same for the same text, and telling nothing of it."""
        ...


@value
class Fact:
    """`at` is the moment by which the record belongs to a period, as wire text. Facts of one KPI that share a `group` or a
    `peer` are judged together. `said` is plain JSON."""

    record_id: str
    kind: str
    at: str
    person: str
    group: str
    said: Mapping[str, Any]
    peer: str | None = None

    @property
    def month(self) -> str:
        return month_of(self.at)

    @property
    def void(self) -> bool:
        return self.said.get("void") is True


def month_of(at: str) -> str:
    """`2026-11`: the month of the bank in which that instant lies."""
    return day_of(at)[:7]


@lru_cache(maxsize=4096)
def day_of(at: str) -> str:
    """`2026-11-24`: the bank's day. At the end of all dates, where no zone can be applied, it is as written."""
    try:
        return bank_day(from_wire(at)).isoformat()
    except OverflowError:
        return at[:10]


def is_void(record: RecordState) -> bool:
    return record.status == VOIDED


def attributed_to(record: RecordState, house: House) -> str:
    """Who served the customer: whoever captured the record, on whatever tablet and whoever sent it. What the server made is
    attributed to the first person who worked on it."""
    if record.created_by != house.system:
        return record.created_by
    return next((each for each in record.contributors if each != house.system), NOBODY)


def without_nothing(said: Mapping[str, Any]) -> dict[str, Any]:
    """As it is kept: absent, null and false are the same thing."""
    return {name: value for name, value in said.items() if value not in (None, False, [], "")}
