"""The versions of a locked period, each with what changed since the one before: figures, and the records that made it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from server.domain.kpi import Kpi
from server.domain.periods import Period
from server.services.lock_kpis import read_evidence
from server.services.ports_kpis import Locks, Snapshot
from server.services.ports_sync import Records

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class ChangedFigure:
    before: Entry
    after: Entry


@dataclass(frozen=True)
class ChangedRecord:
    """`no` is the record's number, where it has one."""

    record_id: str
    no: str | None
    kind: str
    person: str
    change: Literal["added", "removed", "changed"]
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True)
class Difference:
    figures: Sequence[ChangedFigure]
    records: Sequence[ChangedRecord]


@dataclass(frozen=True)
class Version:
    snapshot: Snapshot
    standing: Entry
    difference: Difference | None


@dataclass(frozen=True)
class RestatedKpis:
    locks: Locks
    records: Records

    def __call__(self, branch_id: str, kpi: Kpi, period: Period, only: str | None = None) -> list[Version]:
        """Oldest first; of one person's records and figures only, where an account is named."""
        found: list[Version] = []
        before: Snapshot | None = None
        for snapshot in self.locks.versions(branch_id, period.code, kpi.code):
            difference = None if before is None else self._difference(branch_id, before, snapshot, only)
            found.append(Version(snapshot, _standing(snapshot, only), difference))
            before = snapshot
        return found

    def _difference(self, branch_id: str, before: Snapshot, after: Snapshot, only: str | None) -> Difference:
        return Difference(
            changed_figures(_standing(before, only), _standing(after, only)),
            self._changed_records(branch_id, _rows(before, only), _rows(after, only)),
        )

    def _changed_records(self, branch_id: str, before: Sequence[Entry], after: Sequence[Entry]) -> list[ChangedRecord]:
        shared = _counts_for_several(before) | _counts_for_several(after)
        old, new = ({_place(each, shared): each for each in rows} for rows in (before, after))
        places = [place for place in dict.fromkeys([*old, *new]) if old.get(place) != new.get(place)]
        numbers = {name: each.no for name, each in self.records.records(branch_id, {p[0] for p in places}).items()}
        return [_changed(numbers.get(place[0]), old.get(place), new.get(place)) for place in places]


def changed_figures(before: Entry, after: Entry) -> list[ChangedFigure]:
    old = {each["code"]: each for each in before["figures"]}
    return [
        ChangedFigure(old.get(each["code"], each), each) for each in after["figures"] if old.get(each["code"]) != each
    ]


def _changed(no: str | None, before: Entry | None, after: Entry | None) -> ChangedRecord:
    told = after or before or {}
    change: Literal["added", "removed", "changed"] = "changed"
    if before is None or after is None:
        change = "added" if before is None else "removed"
    return ChangedRecord(told["id"], no, told["kind"], told["person"], change, before, after)


def _standing(snapshot: Snapshot, only: str | None) -> Entry:
    told: Mapping[str, Any] = json.loads(snapshot.figures)
    nothing: Entry = {"status": "no_sample", "figures": []}
    found: Entry = told["branch"] if only is None else told["people"].get(only, nothing)
    return found


def _rows(snapshot: Snapshot, only: str | None) -> list[Entry]:
    return [each for each in read_evidence(snapshot) if only is None or each["person"] == only]


def _counts_for_several(rows: Sequence[Entry]) -> set[tuple[str, str]]:
    found = Counter((each["id"], each["month"]) for each in rows)
    return {place for place, count in found.items() if count > 1}


def _place(row: Entry, shared: Collection[tuple[str, str]]) -> tuple[str, str, str]:
    """By record and month, so that one which goes over to somebody else has changed; by person too where it counts for several."""
    place = (row["id"], row["month"])
    return (*place, row["person"] if place in shared else "")
