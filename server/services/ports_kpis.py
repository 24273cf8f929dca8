"""What the KPIs need of the database and of the other parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.domain.kpi import Changed, Contribution, Fact
from server.domain.kpi.counting import TallyKey
from sync.server.state import RecordState


@dataclass(frozen=True)
class Kept:
    """A contribution with the fact it was judged from."""

    kpi: str
    fact: Fact
    contribution: Contribution

    @property
    def subject(self) -> tuple[str, str]:
        return self.kpi, self.fact.record_id


@dataclass(frozen=True)
class Listed:
    """Which contributions a list shows: of the months of a period, newest first, after the position (moment, record, person)
    of the page before."""

    kpi: str
    months: Sequence[str]
    person: str | None = None
    counted: bool | None = None
    reason: str | None = None
    after: tuple[str, str, str] | None = None
    limit: int = 50


class Contributions(Protocol):
    def hanging(self, branch_id: str, record_ids: Collection[str], keys: Collection[str]) -> list[Kept]:
        """What is kept of these records, and of all whose group or peer is one of `keys`; some may come twice."""
        ...

    def replace(self, branch_id: str, gone: Collection[tuple[str, str]], kept: Sequence[Kept]) -> None:
        """`gone`: (kpi, record id) whose rows make way for those that are `kept`."""

    def add_up(self, branch_id: str, changes: Mapping[TallyKey, Changed]) -> None: ...
    def all_of(self, branch_id: str, kpi: str) -> Iterable[Kept]: ...
    def page(self, branch_id: str, wanted: Listed) -> list[Kept]: ...
    def of_months(self, branch_id: str, kpi: str, months: Sequence[str]) -> list[Kept]:
        """Everything, in the order in which it happened."""
        ...


class Tallies(Protocol):
    def tallies(
        self, branch_id: str, months: Collection[str], people: Collection[str] | None = None
    ) -> Mapping[TallyKey, Changed]:
        """Of these people; of all, and of the branch, for None."""
        ...

    def all_tallies(self, branch_id: str) -> Mapping[TallyKey, Changed]: ...
    def of_branches(self, wanted: Mapping[str, Collection[str]]) -> Iterable[tuple[str, str, str, int, int]]:
        """Branch, month, measure and the two sums, of every branch as a whole: by month how the measures begin that are
        wanted, without the counts by reason."""
        ...

    def put_right(self, branch_id: str, tallies: Mapping[TallyKey, Changed]) -> None:
        """These take the place of all there were."""


@dataclass(frozen=True)
class Lock:
    branch_id: str
    period: str
    version: int
    made_at: datetime
    stale: bool


@dataclass(frozen=True)
class Snapshot:
    """`figures` and `evidence` are plain JSON; server/services/lock_kpis.py says their shape."""

    branch_id: str
    period: str
    kpi: str
    version: int
    made_at: datetime
    figures: str
    records: int
    sha256: str
    evidence: bytes


class Locks(Protocol):
    def lock(self, branch_id: str, period: str) -> Lock | None: ...
    def locked(self, periods: Collection[str]) -> set[tuple[str, str]]:
        """(branch, period) of those that are locked."""
        ...

    def stale(self) -> list[tuple[str, str]]: ...
    def states(self, period: str) -> Mapping[str, Lock]:
        """By branch, of one period."""
        ...

    def put(self, lock: Lock) -> None: ...
    def mark_stale(self, branch_id: str, periods: Collection[str]) -> None: ...
    def add(self, snapshots: Sequence[Snapshot]) -> None: ...
    def newest(self, branch_id: str, period: str) -> list[Snapshot]:
        """The newest version of each KPI, without its evidence."""
        ...

    def versions(self, branch_id: str, period: str, kpi: str) -> list[Snapshot]: ...
    def snapshots(self, branch_id: str) -> Iterable[Snapshot]:
        """All of a branch, one after the other."""
        ...


class CountedRecords(Protocol):
    def happened(self, branch_id: str, kind: str, start: datetime, end: datetime) -> Sequence[RecordState]: ...
    def records(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, RecordState]: ...
