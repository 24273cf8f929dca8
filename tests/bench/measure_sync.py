"""Pull, push, nothing to do, and one record from one device to another: each by every subject in turn, round after round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from tests.bench.browser import Tab
from tests.bench.figures import Budget, Figure, p50
from tests.bench.rows import make_rows
from tests.bench.subjects import OWN, Subject, devices, timed

PUSHED = 1000
TRIPS = 12  # a round
MEGABYTE = 1_000_000
SEEDS = count(1000)
Tabs = Mapping[str, Tab]


@dataclass
class Samples:
    """Every value measured, by what and by whom."""

    of: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, what: str, who: str, value: float) -> None:
        self.of[what][who].append(value)

    def figure(self, what: str, unit: str, *budgets: Budget, note: str = "") -> Figure:
        medians = {who: p50(values) for who, values in self.of[what].items()}
        return Figure(what, medians.pop(OWN), unit, medians, budgets, note)


def measure_sync(
    subjects: Sequence[Subject], playwright: Playwright, folder: Path, rounds: int, records: int
) -> list[Figure]:
    samples = Samples()
    for number in range(rounds - 1):
        with devices(subjects, playwright, folder, f"pull{number}") as tabs:
            _pull(samples, tabs, records)
    with (
        devices(subjects, playwright, folder, "here") as here,
        devices(subjects, playwright, folder, "there") as there,
    ):
        _pull(samples, here, records)
        for _ in range(rounds):
            _idle(samples, here)
        for _ in range(rounds):
            _push(samples, here)
        _trips(samples, here, there, rounds)
    return _figures(samples, records)


def _pull(samples: Samples, tabs: Tabs, records: int) -> None:
    name = f"first pull of {records:,} records"
    for who, tab in tabs.items():
        samples.add(name, who, timed(tab, "pull()"))
        samples.add(f"{name}: requests", who, tab.traffic.requests)
        samples.add(f"{name}: on the wire", who, tab.traffic.bytes / MEGABYTE)
        stored = tab.ask("subject.count()")
        assert stored == records, f"{who} stored {stored} of {records}"


def _idle(samples: Samples, tabs: Tabs) -> None:
    for who, tab in tabs.items():
        tab.traffic.clear()
        samples.add("nothing to do", who, timed(tab, "idle()"))
        samples.add("nothing to do: requests", who, tab.traffic.requests)


def _push(samples: Samples, tabs: Tabs) -> None:
    name = f"push of {PUSHED:,}, decided"
    for who, tab in tabs.items():
        rows = make_rows(PUSHED, next(SEEDS), datetime.now(UTC))
        tab.ask("rows => subject.keep(rows)", rows)
        tab.traffic.clear()
        samples.add(name, who, float(tab.ask("rows => subject.push(rows)", rows)))
        samples.add(f"{name}: requests", who, tab.traffic.requests)


def _trips(samples: Samples, here: Tabs, there: Tabs, rounds: int) -> None:
    for tab in there.values():
        tab.ask("subject.pull()")
    for tab in (*here.values(), *there.values()):
        tab.ask("subject.live()")
    for _ in range(rounds):
        for who in here:
            for row in make_rows(TRIPS, next(SEEDS), datetime.now(UTC)):
                samples.add("one record, device to device", who, _trip(here[who], there[who], row))


def _trip(here: Tab, there: Tab, row: dict[str, Any]) -> float:
    there.ask("row => { window.arrival = subject.seen(row) }", row)
    left = here.ask("async row => { const left = wall(); await subject.save(row); return left }", row)
    return float(there.ask("arrival")) - float(left)


def _figures(samples: Samples, records: int) -> list[Figure]:
    pull, push, trip = (
        f"first pull of {records:,} records",
        f"push of {PUSHED:,}, decided",
        "one record, device to device",
    )
    return [
        samples.figure(pull, "ms", Budget(1.3, "floor"), Budget(0.5, "rxdb"), Budget(0.333, "pouchdb")),
        samples.figure(f"{pull}: requests", "", Budget(12)),
        samples.figure(f"{pull}: on the wire", "MB", Budget(1.55)),
        samples.figure(push, "ms", Budget(0.5, "rxdb")),
        samples.figure(f"{push}: requests", "", Budget(3), note="the pull that follows in the same round included"),
        samples.figure(trip, "ms", Budget(1, "rxdb")),
        samples.figure("nothing to do", "ms"),
        samples.figure("nothing to do: requests", "", Budget(2)),
    ]
