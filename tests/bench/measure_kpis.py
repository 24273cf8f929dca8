"""The KPIs alone: reading one branch at few and at many records, many branches side by side, and what keeping the tallies costs.

The rows are written straight into the tables: what is measured is how they are read. `python -m tests.bench.measure_kpis` runs it by
itself, on both databases with --postgres.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import structlog

from server.app import spare_the_collector
from server.domain.kpi import Changed
from server.domain.kpi.counting import BRANCH
from server.records import all_kinds
from server.services.ports_sync import AppliedChange
from server.store.kpi_store import ADD, ADD_UP
from tests.bench.figures import Budget, Figure, p50
from tests.conftest import settings_for
from tests.databases import migrated_sqlite, postgres_copy, postgres_server
from tests.pushes import Pen, frozen, pen_of
from tests.worlds import Desk, TestClock, World, open_world

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)][:35]
PEOPLE, BRANCHES, BATCH = 8, 1_000, 5_000
FEW, MANY = 10_000, 1_000_000
VIEWS = {
    "KPIs of a month": "/api/kpis?period=2026-11",
    "KPIs of a quarter": "/api/kpis?period=2026Q4",
    "first page of the records under a figure": "/api/kpis/k2/records?period=2026-11",
    "first page of those that do not count": "/api/kpis/k2/records?period=2026-11&counted=false",
    "first page of a quarter's records": "/api/kpis/k2/records?period=2026Q4",
    "signs of records made for a figure": "/api/kpis/signs?period=2026-11",
    "pace with earlier periods": "/api/kpis/k2/pace?period=2026-11",
}
MEASURES = ("k1.satisfied", "k1.score", "k2.business", "k2.errors", "k3.opinions", "k3.measures", "k4.events", "k5.items",
            "k5.first_pass", "k5.rounds", "k5.drills", "k2.why.completed", "k1.why.valid", "k3.why.matter")  # fmt: skip


@dataclass
class Reader:
    """Asks as one person. `clock`: processor time where the database is in this process, which a busy machine does not stretch."""

    desk: Desk
    clock: Callable[[], float]

    def once(self, target: str) -> float:
        """Server time of an answer, in milliseconds."""
        began = self.clock()
        answer = self.desk.get(target)
        passed = (self.clock() - began) * 1000
        assert answer.status_code == 200, answer.text
        return passed


def reader(world: World, name: str) -> Reader:
    spare_the_collector()  # as the web process does
    in_process = world.settings.database_url.startswith("sqlite")
    return Reader(world.sign_in(name), process_time if in_process else perf_counter)


@contextmanager
def bank(url: str, folder: Path) -> Iterator[World]:
    with open_world(settings_for(url, folder), TestClock(NOW)) as world:
        yield world


def measure_views(urls: Callable[[str], Any], folder: Path, rounds: int) -> list[Figure]:
    """Few and many records take turns, so that both meet the same machine."""
    with ExitStack() as stack:
        readers = {}
        for size in (FEW, MANY):
            world = stack.enter_context(bank(stack.enter_context(urls(f"kpis_{size}")), folder / str(size)))
            fill_branch(world, size)
            readers[size] = reader(world, "manager")
        taken: dict[tuple[str, int], list[float]] = {}
        for _ in range(rounds * 3 + 1):
            for name, target in VIEWS.items():
                for size, each in readers.items():
                    taken.setdefault((name, size), []).append(each.once(target))
    few = f"{FEW:,} records"
    return [
        Figure(
            f"{name}, {MANY:,} records",
            p50(taken[name, MANY][1:]),
            "ms",
            {few: p50(taken[name, FEW][1:])},
            [Budget(100), Budget(1.3, few)],
        )
        for name in VIEWS
    ]


def fill_branch(world: World, size: int) -> None:
    people = [world.person("lobby").id, world.person("lobby2").id]
    month_of = [MONTHS[number * len(MONTHS) // size] for number in range(size)]
    for start in range(0, size, BATCH):
        rows = [_row(world, number, month_of[number], people) for number in range(start, min(start + BATCH, size))]
        with world.services.transaction() as session:
            ADD.run_many(session, rows)
    each = max(1, size // len(MONTHS))
    with world.services.transaction() as session:
        ADD_UP.run_many(session, list(_tallies(world.branch.id, MONTHS, [BRANCH, *people], each)))


def _row(world: World, number: int, month: str, people: list[str]) -> dict[str, Any]:
    at = f"{month}-{number % 28 + 1:02d}T{number % 8 + 1:02d}:{number % 60:02d}:00.{number % 1000:03d}Z"
    name, counted = f"{number:08x}-0000-7000-8000-000000000000", number % 20 != 0
    person = people[number % len(people)]
    return {
        "branch_id": world.branch.id,
        "record_id": name,
        "kpi": "k2",
        "month": month,
        "at": at,
        "person": person,
        "counted": counted,
        "reason": "completed" if counted else "not_completed",
        "amounts": '{"business":[1,0],"errors":[0,1]}' if counted else "{}",
        "flags": "",
        "kind": "business_request",
        "group_key": f"request:{name}",
        "peer_key": None,
        "fact": f'["{at}","{person}",{{"state":"completed","completed":true}}]',
    }


def _tallies(branch_id: str, months: list[str], people: list[str], each: int) -> Iterator[dict[str, Any]]:
    for month in months:
        for measure in MEASURES:
            for person in people:
                sums = Changed(each, each + 1)._asdict()
                yield {"branch_id": branch_id, "month": month, "measure": measure, "person": person, **sums}


def measure_overview(urls: Callable[[str], Any], folder: Path, rounds: int) -> list[Figure]:
    with urls("kpis_branches") as url, bank(url, folder / "branches") as world:
        people = [BRANCH, *(f"00000000-0000-7000-8000-{number:012x}" for number in range(PEOPLE))]
        for number in range(1, BRANCHES):
            branch = world.services.open_branch(f"{number:04d}" if number != 113 else "9999", "支行", None, NOW)
            with world.services.transaction() as session:
                ADD_UP.run_many(session, list(_tallies(branch.id, MONTHS[-6:], people, 40 + number)))
        asking = reader(world, "management")
        taken = p50([asking.once("/api/kpis/overview?period=2026-11") for _ in range(rounds + 1)][1:])
    return [Figure(f"{BRANCHES:,} branches side by side", taken, "ms", budgets=[Budget(500)])]


def measure_share(urls: Callable[[str], Any], folder: Path, rounds: int) -> list[Figure]:
    """What of deciding goes into the tallies: both are timed in the same pushes, so that a busy machine stretches them alike."""
    with urls("kpis_share") as url, bank(url, folder / "share") as world:
        pen, decide = pen_of(world), world.services.parts["sync"].receive.decide
        timed = Timed(world.services.parts["kpi_counting"])
        reactions = [timed if each is timed.counting else each for each in decide.reactions]
        object.__setattr__(decide, "reactions", reactions)
        codes = [
            kind.code for kind in all_kinds().values() if "lobby_manager" in kind.capture_roles and not kind.sealed
        ]
        counted = [code for code in codes if code in timed.counting.by_kind]
        return [
            _share(pen, timed, codes, rounds, "of deciding what a lobby manager captures"),
            _share(pen, timed, counted, rounds, "of deciding kinds that KPIs count alone"),
        ]


@dataclass
class Timed:
    """The reaction that keeps the tallies, and the processor time it took."""

    counting: Any
    taken: float = 0.0

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        began = process_time()
        self.counting.on_applied(changes)
        self.taken += process_time() - began


def _share(pen: Pen, timed: Timed, codes: list[str], rounds: int, name: str) -> Figure:
    shares = []
    for _ in range(rounds + 1):
        timed.taken = 0.0
        whole = _push(pen, codes)
        shares.append(timed.taken / (whole - timed.taken) * 100)
    return Figure(
        f"KPIs: share {name}", p50(shares[1:]), "%", budgets=[Budget(10)], note="without their part of the commit"
    )


def _push(pen: Pen, codes: list[str]) -> float:
    operations = [_capture(pen, codes[number % len(codes)]) for number in range(500)]
    began = process_time()
    answer = pen.send(*operations)
    passed = process_time() - began
    assert answer.status_code == 200, answer.text
    return passed


def _capture(pen: Pen, kind: str) -> str:
    """The example, naming records of its own: else all would hang on one, or be refused as said before."""
    pen.world.clock.pass_by(milliseconds=1)
    known = all_kinds()[kind]
    values = {code: value for code, value in known.example.items() if value is not None}
    unique = {field for key in known.keys if key.unique for field in key.fields}
    for field in known.fields:
        if field.code in values and (field.reference or "").startswith("record"):
            values[field.code] = [pen.new_id()] if field.type == "refs" else pen.new_id()
        elif field.code in values and field.code in unique:
            values[field.code] = pen.new_id()[-12:].upper()
    patch = {code: {"from": None, "to": value} for code, value in values.items()}
    return frozen(pen.create(kind) | {"patch": patch})


MEASUREMENTS = {"views": measure_views, "overview": measure_overview, "share": measure_share}


def measure_kpis(
    urls: Callable[[str], Any], folder: Path, rounds: int, only: Collection[str] = tuple(MEASUREMENTS)
) -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    for name in only:
        yield from MEASUREMENTS[name](urls, folder, rounds)


@contextmanager
def sqlite_urls(folder: Path) -> Iterator[Callable[[str], Any]]:
    @contextmanager
    def url(name: str) -> Iterator[str]:
        yield f"sqlite:///{migrated_sqlite(folder / f'{name}.sqlite3')}"

    yield url


@contextmanager
def postgres_urls(folder: Path) -> Iterator[Callable[[str], Any]]:
    with postgres_server() as server:
        yield lambda name: postgres_copy(server, name)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.measure_kpis", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=MEASUREMENTS, nargs="+", default=list(MEASUREMENTS))
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lobbybook-kpis-") as made:
        folder = Path(made)
        with (postgres_urls if options.postgres else sqlite_urls)(folder) as urls:
            for figure in measure_kpis(urls, folder, options.rounds, options.only):
                print(figure.as_line(), flush=True)


if __name__ == "__main__":
    main()
