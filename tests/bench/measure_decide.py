"""What the server alone manages: operations pushed, kept, decided and answered for, without a browser or a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from server.records import all_kinds
from tests.bench.figures import Figure
from tests.bench.rows import KIND, make_rows
from tests.conftest import settings_for
from tests.databases import migrated_sqlite
from tests.pushes import Pen, frozen, pen_of
from tests.worlds import TestClock, open_world

BATCH = 500
CAPTURING = "lobby_manager"
NAME = "decide, operations per second"


def measure_decide(folder: Path, rounds: int) -> list[Figure]:
    """The records of the other measurements, and the slowest of all kinds, told by its example."""
    file = migrated_sqlite(folder / "decide.sqlite3")
    with open_world(settings_for(f"sqlite:///{file}", folder), TestClock(datetime.now(UTC))) as world:
        pen = pen_of(world)
        payloads = [row["payload"] for row in make_rows(BATCH, 1, world.clock())]
        own = median([_rate(pen, KIND, payloads) for _ in range(rounds + 1)][1:])
        others = [kind.code for kind in all_kinds().values() if CAPTURING in kind.capture_roles and kind.code != KIND]
        rates = {code: _rate(pen, code, [dict(all_kinds()[code].example)] * BATCH) for code in others}
    heaviest = min(rates, key=lambda code: rates[code])
    note = f"{heaviest}, its example {BATCH} times"
    return [Figure(NAME, own, "/s"), Figure(f"{NAME}: the heaviest kind", rates[heaviest], "/s", note=note)]


def _rate(pen: Pen, kind: str, payloads: Sequence[Mapping[str, Any]]) -> float:
    operations = [_capture(pen, kind, values) for values in payloads]
    began = perf_counter()
    answer = pen.send(*operations)
    passed = perf_counter() - began
    assert answer.status_code == 200, answer.text
    return len(operations) / passed


def _capture(pen: Pen, kind: str, values: Mapping[str, Any]) -> str:
    pen.world.clock.pass_by(milliseconds=1)
    patch = {code: {"from": None, "to": value} for code, value in values.items() if value is not None}
    return frozen(pen.create(kind) | {"patch": patch})
