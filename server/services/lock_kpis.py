"""Periods are locked at the close of a working day after their end; what arrives later makes a restated version, never a silent change.

A version holds the figures and the whole list under them: who, counted or not and why. Its hash proves that nobody changed it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

from server.domain.kpi import Figure, Kpi
from server.domain.kpi.figure import worst
from server.domain.periods import Period, Span, months_in, parse_period, period_at
from server.domain.working_time import WorkingCalendar, closing_of, nth_working_day
from server.services.make_scheduled import OpenedBranch
from server.services.ports import Audit, Transaction
from server.services.ports_kpis import Contributions, Kept, Lock, Locks, Snapshot
from server.services.ports_sync import Operations
from server.services.read_kpis import House, ReadKpis, Standing, standing_as_json

LOCK_DAYS = "kpi_lock_days"
# A worker that stood still makes up for so many periods.
LOOKED_BACK: Mapping[Span, int] = {"month": 3, "quarter": 2}
State = Literal["open", "due", "locked", "restated"]


@dataclass(frozen=True)
class LockState:
    """`due_at` is None where the house has no calendar or no such setting; then nothing is locked."""

    state: State
    due_at: datetime | None
    lock: Lock | None


@dataclass(frozen=True)
class LockKpis:
    kpis: Mapping[str, Kpi]
    read: ReadKpis
    contributions: Contributions
    locks: Locks
    house_of: House
    calendar: Callable[[str, date], WorkingCalendar | None]
    branches: Callable[[], Iterable[OpenedBranch]]
    operations: Operations
    audit: Audit
    transaction: Transaction
    made: Callable[[str, Period, datetime], None]
    """Told of every version under which there is anything, in its transaction."""

    def __call__(self, now: datetime) -> int:
        """How many versions it made; may be called as often as one likes."""
        periods = _looked_back(now)
        locked = self.locks.locked({each.code for each in periods})
        made = 0
        for branch in self.branches():
            for period in periods:
                if (branch.id, period.code) not in locked and branch.opened_at < period.end:
                    due = self.due_at(branch.id, period)
                    made += due is not None and due <= now and self.make(branch.id, period, now)
        for branch_id, code in self.locks.stale():
            made += self.make(branch_id, parse_period(code), now)
        return made

    def due_at(self, branch_id: str, period: Period) -> datetime | None:
        days = self.house_of(branch_id).setting_of(LOCK_DAYS, period)
        calendar = self.calendar(branch_id, period.until)
        if days is None or calendar is None:
            return None
        return closing_of(nth_working_day(period.until, days, calendar), calendar)

    def state(self, branch_id: str, period: Period, now: datetime) -> LockState:
        lock, due = self.locks.lock(branch_id, period.code), self.due_at(branch_id, period)
        if lock is not None:
            return LockState("locked" if lock.version == 1 else "restated", due, lock)
        return LockState("due" if due is not None and due <= now else "open", due, None)

    def make(self, branch_id: str, period: Period, now: datetime) -> bool:
        """The first version, or the next one if anything differs. Nothing is decided in the branch meanwhile."""
        with self.transaction():
            self.operations.lock(branch_id)
            before = self.locks.lock(branch_id, period.code)
            version = before.version + 1 if before else 1
            known = {each.kpi: each.sha256 for each in self.locks.newest(branch_id, period.code)}
            snapshots = [
                self._snapshot(kpi, branch_id, period, version, now)
                for kpi in self.kpis.values()
                if period.span in kpi.spans
            ]
            changed = [each for each in snapshots if known.get(each.kpi) != each.sha256]
            if before is not None and not changed:
                self.locks.put(Lock(branch_id, period.code, before.version, before.made_at, stale=False))
                return False
            self.locks.add(changed)
            self.locks.put(Lock(branch_id, period.code, version, now, stale=False))
            details = {"period": period.code, "version": version, "kpis": [each.kpi for each in changed]}
            action = "kpi.locked" if before is None else "kpi.restated"
            self.audit.append(branch_id, None, action, f"kpi:{period.code}", details, now)
            if any(each.records for each in snapshots):
                self.made(branch_id, period, now)
            return True

    def _snapshot(self, kpi: Kpi, branch_id: str, period: Period, version: int, now: datetime) -> Snapshot:
        found = self.read.live(kpi, branch_id, period, now)
        people = {name: standing_as_json(_own(each, period)) for name, each in found.people.items()}
        figures = _json({"branch": standing_as_json(_own(found.branch, period)), "people": people})
        kept = self.contributions.of_months(branch_id, kpi.code, months_in(period))
        evidence = _json([evidence_of(each) for each in kept]).encode()
        proof = sha256(figures.encode() + evidence).hexdigest()
        packed = zlib.compress(evidence)
        return Snapshot(branch_id, period.code, kpi.code, version, now, figures, len(kept), proof, packed)


def evidence_of(kept: Kept) -> dict[str, Any]:
    one = kept.contribution
    said = {"id": one.record_id, "kind": kept.fact.kind, "month": one.month, "person": one.person}
    return {**said, "counted": one.counted, "reason": one.reason, "amounts": one.amounts}


def read_evidence(snapshot: Snapshot) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(zlib.decompress(snapshot.evidence))
    return found


def is_intact(snapshot: Snapshot) -> bool:
    """Whether figures and list are still what was hashed."""
    return sha256(snapshot.figures.encode() + zlib.decompress(snapshot.evidence)).hexdigest() == snapshot.sha256


def _own(found: Standing, period: Period) -> Standing:
    """The figures of this period alone: what a month only shows of its quarter is not locked with it."""
    own: Sequence[Figure] = [each for each in found.figures if each.period == period.code]
    return Standing(worst(each.status for each in own), own)


def _looked_back(now: datetime) -> list[Period]:
    return [period_at(span, now).before(steps) for span, count in LOOKED_BACK.items() for steps in range(1, count + 1)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
