"""The papers alone: what one costs, beside others with the same content; what a worker makes of many; and how soon one is there.

`python -m tests.bench.measure_papers` runs it by itself.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from server.api.log_setup import configure_log
from server.app import spare_the_collector
from server.documents.clean_text import clean
from server.documents.definition import Printed
from server.documents.render import Renderer
from server.documents.render_process import RenderProcess
from server.settings import load_settings
from tests.bench.figures import Budget, Figure, p50, p95
from tests.bench.measure_kpis import postgres_urls, sqlite_urls
from tests.bench.memory import most_held
from tests.bench.peers.content import Block, blocks_of
from tests.bench.peers.paper import ReportLab, Typst, chromium_print
from tests.conftest import settings_for
from tests.filings import closed
from tests.papers import as_issued
from tests.pushes import Pen, pen_of
from tests.samples import all_samples
from tests.samples.signed import Signatures
from tests.workers import Started
from tests.worlds import TestClock, World, open_world

OWN, CASE = "own", "-realistic"
COMPARED = ("d01-realistic", "d08-realistic", "d10-realistic")
"""One page; two pages; four pages with pictures and charts."""
BUDGETS = {1: (150, 95), 2: (250, 190), 6: (600, 720)}
"""Milliseconds and kilobytes up to so many pages, signature included; more pages have no budget."""
TOGETHER = 60
ONE_BY_ONE = 30
FEW, MONTH_END, WARM = 200, 1000, 5
SOON_SECONDS = 2


def measure_papers(playwright: Playwright, folder: Path, rounds: int) -> Iterator[Figure]:
    yield from _each(playwright, folder, rounds)
    yield _two_processes(rounds)
    for name, urls in (("SQLite", sqlite_urls), ("PostgreSQL", postgres_urls)):
        with urls(folder) as url, url("soon") as address:
            yield _soon(address, folder / f"soon-{name}", name)
    with postgres_urls(folder) as url:
        yield from _month_end(url, folder)


def _each(playwright: Playwright, folder: Path, rounds: int) -> Iterator[Figure]:
    signatures, process = Signatures.of_a_branch(), RenderProcess()
    samples = {name: as_issued(made()) for name, made in all_samples().items() if name.endswith(CASE)}
    spare_the_collector()  # as the worker does
    # The browser's driver holds this thread's event loop, and signing wants one of its own.
    with chromium_print(playwright) as chromium, ThreadPoolExecutor(1) as elsewhere:
        peers = _peers(chromium, folder)
        taken: dict[tuple[str, str], list[float]] = {}
        sizes: dict[str, tuple[int, int]] = {}
        for _ in range(rounds + 1):
            for name, printed in samples.items():
                began = time.perf_counter()
                file = process.render(printed)
                pdf = elsewhere.submit(signatures.sign, file.pdf).result()
                taken.setdefault((name, OWN), []).append(_since(began))
                sizes[name] = (file.pages, len(pdf))
                for who, make in peers.items() if name in COMPARED else ():
                    began = time.perf_counter()
                    make(name, printed)
                    taken.setdefault((name, who), []).append(_since(began))
    process.stop()
    for name, (pages, size) in sizes.items():
        yield from _figures_of(name, pages, size, {who: p50(all[1:]) for (of, who), all in taken.items() if of == name})


def _peers(chromium: Any, folder: Path) -> Mapping[str, Callable[[str, Printed], bytes]]:
    """What is the same for every print is made before it: our page, and what it says."""
    renderer, reportlab, typst = Renderer(), ReportLab(), Typst(folder)

    @cache
    def page(name: str) -> str:
        printed = as_issued(all_samples()[name]())
        seal = None if printed.seal is None else clean(printed.seal)
        return renderer.html(printed.template, clean(printed.context), seal)

    @cache
    def said(name: str) -> Sequence[Block]:
        return blocks_of(page(name))

    return {
        "Chromium": lambda name, printed: chromium.pdf(page(name), printed.assets),
        "ReportLab": lambda name, printed: reportlab.pdf(said(name), printed.assets),
        "Typst": lambda name, printed: typst.pdf(said(name), printed.assets),
    }


def _figures_of(name: str, pages: int, size: int, medians: Mapping[str, float]) -> Iterator[Figure]:
    milliseconds, kilobytes = next((each for most, each in BUDGETS.items() if pages <= most), (None, None))
    peers = {who: value for who, value in medians.items() if who != OWN}
    named = f"{name.removesuffix(CASE).upper()}, {pages} p"
    limits = [] if milliseconds is None else [Budget(milliseconds)]
    yield Figure(f"{named}: made and signed", medians[OWN], "ms", peers, limits)
    yield Figure(f"{named}: size", size / 1000, "kB", budgets=[] if kilobytes is None else [Budget(kilobytes)])


def _two_processes(rounds: int) -> Figure:
    printed = as_issued(all_samples()[COMPARED[0]]())
    processes = [RenderProcess(), RenderProcess()]
    one, two = [], []
    for process in processes:
        process.render(printed)
    for _ in range(rounds):
        one.append(_rate(processes[:1], printed))
        two.append(_rate(processes, printed))
    for process in processes:
        process.stop()
    peers = {"one process": p50(one)}
    return Figure("two render processes, one page each", p50(two), "/s", peers, note="goal: ≥1.7 × one process")


def _rate(processes: Sequence[RenderProcess], printed: Printed) -> float:
    share = TOGETHER // len(processes)
    began = time.perf_counter()
    with ThreadPoolExecutor(len(processes)) as pool:
        list(pool.map(lambda process: [process.render(printed) for _ in range(share)], processes))
    return TOGETHER / (time.perf_counter() - began)


def _soon(url: str, folder: Path, name: str) -> Figure:
    """A consultation is closed; its paper has only to be made."""
    with _bank(url, folder) as (world, pen), _workers(world, 1) as worker:
        taken = []
        for _ in range(ONE_BY_ONE + 1):
            _closed(world, pen)
            began = time.perf_counter()
            worker.read_until("document", ended="issued")
            taken.append(_since(began) / 1000)
    return Figure(
        f"closed → issued with an idle worker, {name}: p95", p95(taken[1:]), "s", budgets=[Budget(SOON_SECONDS)]
    )


def _month_end(url: Callable[[str], Any], folder: Path) -> Iterator[Figure]:
    """Everything waits when the workers begin; the first one of each is not counted, for it waits for their start."""
    rates, held = {}, 0.0
    for workers, papers in ((1, FEW), (2, MONTH_END)):
        with url(f"month{workers}") as address, _bank(address, folder / f"month{workers}") as (world, pen):
            for _ in range(papers):
                _closed(world, pen)
            with _workers(world, workers) as started:
                for _ in range(WARM):
                    started.read_until("document", ended="issued")
                began = time.perf_counter()
                for _ in range(papers - WARM):
                    started.read_until("document", ended="issued")
                rates[workers] = (papers - WARM) / (time.perf_counter() - began)
                held = most_held(process.pid for process in started.processes)
    note = "goal: ≥1.7 × one worker; the database works on the same processors"
    yield Figure(
        f"month end, {MONTH_END:,} papers by two workers, PostgreSQL",
        rates[2],
        "/s",
        {"one worker": rates[1]},
        note=note,
    )
    yield Figure("month end: memory of both workers and their renderers at most", held, "MB")


@contextmanager
def _bank(url: str, folder: Path) -> Iterator[tuple[World, Pen]]:
    with open_world(settings_for(url, folder), TestClock(datetime.now(UTC))) as world:
        yield world, pen_of(world)


@contextmanager
def _workers(world: World, count: int) -> Iterator[Started]:
    started = Started(world, count)
    try:
        yield started
    finally:
        started.end()


def _closed(world: World, pen: Pen) -> None:
    world.clock.now = datetime.now(UTC)
    closed(pen)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.measure_papers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    configure_log(load_settings({"LOBBYBOOK_LOG_LEVEL": "error"}))
    with tempfile.TemporaryDirectory(prefix="lobbybook-papers-") as made, sync_playwright() as playwright:
        for figure in measure_papers(playwright, Path(made), options.rounds):
            print(figure.as_line(), flush=True)


if __name__ == "__main__":
    main()
