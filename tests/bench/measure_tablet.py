"""What a tablet does by itself: saving, searching, unlocking; with few and with many records, on this machine and four times slower."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from playwright.sync_api import Playwright

from tests.bench.bank import BenchBranch
from tests.bench.browser import Tab, opened
from tests.bench.figures import Budget, Figure, p50, p95
from tests.bench.rows import make_rows
from tests.bench.seed_records import SEED

SPEEDS = (1, 4)
SAVES = 120
WARM_UP = 10
LINES = 50_000
# Found seldom or nowhere, so that every line is looked at: what everybody has is found at once.
QUERIES = ("第0042", "0815号", "信用卡", "不存在的词", "王女士 第0007", "装修 第9999", "ZX-0000", "龘")
SEEDS = count(5000)


def measure_tablets(
    playwright: Playwright, address: str, tablets: Mapping[int, tuple[BenchBranch, Path]], rounds: int
) -> Iterator[Figure]:
    """`tablets`: by the number of records of its branch, where each is to live; it stays there for whoever comes next."""
    for records, (branch, profile) in tablets.items():
        with opened(playwright, profile, f"{address}/tablet.html") as tab:
            tab.ask("setup => bench.begin(setup)", branch.setup())
            _until_settled(tab, records)
            yield from _saves(tab, records)
            if records == max(tablets):
                yield from _unlocks(tab, rounds)
                yield from _searches(tab, records)
                yield from _scans(tab)
                yield from _photos(tab, rounds)


def _until_settled(tab: Tab, records: int) -> None:
    """The search reads everything once in the background, newest first: when it knows the oldest row, the tablet is at rest."""
    oldest = make_rows(records, SEED, datetime.now(UTC))[0]["payload"]
    words = f"{oldest['question']} {oldest['solution']}"  # the name is masked on a tablet
    tab.until(f"await bench.found({json.dumps(words)}) > 0")


def _saves(tab: Tab, records: int) -> list[Figure]:
    tab.context.set_offline(True)
    figures = []
    for speed in SPEEDS:
        tab.slow_down(speed)
        rows = make_rows(SAVES + WARM_UP, next(SEEDS), datetime.now(UTC))
        passed = tab.ask("rows => bench.save(rows)", rows)[WARM_UP:]
        many = records >= 100_000
        half = [Budget(10)] if many and speed == 1 else []
        most = [Budget(25)] if many and speed == 4 else []
        name = f"save, {records:,} records, {speed}×"
        figures += [Figure(f"{name}: p50", p50(passed), "ms", budgets=half)]
        figures += [Figure(f"{name}: p95", p95(passed), "ms", budgets=most)]
    tab.slow_down(1)
    tab.context.set_offline(False)
    tab.ask("bench.drain()")
    return figures


def _unlocks(tab: Tab, rounds: int) -> list[Figure]:
    whole = p50([tab.ask("bench.unlock()") for _ in range(rounds)])
    tab.slow_down(4)
    hashed = p50([tab.ask("bench.hash()") for _ in range(min(rounds, 3))])
    tab.slow_down(1)
    return [
        Figure("unlock by PIN, 1×", whole, "ms", budgets=[Budget(500)]),
        Figure(
            "hash of a PIN on a 4× slower thread", hashed, "ms", note="reported; the hash is the slow part of unlocking"
        ),
    ]


def _searches(tab: Tab, records: int) -> list[Figure]:
    figures = []
    for speed in SPEEDS:
        tab.slow_down(speed)
        passed = _each_query(tab, "query => bench.search(query)")
        figures.append(Figure(f"search with its rows, {records:,} records, {speed}×", p50(passed), "ms"))
    tab.slow_down(1)
    return figures


def _scans(tab: Tab) -> list[Figure]:
    """On the page's thread, because a worker cannot be slowed down."""
    tab.ask("rows => scanning.put(rows)", make_rows(LINES, next(SEEDS), datetime.now(UTC)))
    figures = []
    for speed, most in zip(SPEEDS, (15, 40), strict=True):
        tab.slow_down(speed)
        passed = _each_query(tab, "query => scanning.find(query)")
        figures.append(
            Figure(f"search keystroke, {LINES:,} records, {speed}×", p50(passed), "ms", budgets=[Budget(most)])
        )
    tab.slow_down(1)
    return figures


def _photos(tab: Tab, rounds: int) -> Iterator[Figure]:
    made = [tab.ask("photos.make()") for _ in range(rounds)]
    yield Figure("photo of 12 MP made small, 1×", p50([passed for passed, _ in made]), "ms", budgets=[Budget(600)])
    yield Figure("longest frame meanwhile", p50([frame for _, frame in made]), "ms", budgets=[Budget(50)])


def _each_query(tab: Tab, script: str) -> Sequence[float]:
    return [float(tab.ask(script, query)) for _ in range(3) for query in QUERIES]
