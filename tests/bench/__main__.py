"""python -m tests.bench: Lobbybook beside PouchDB, RxDB and the floor, in one run. README.md says what is compared with what."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from server.api.log_setup import configure_log
from server.settings import load_settings
from tests.bench.bank import BUILT_APP, Bank, open_bank
from tests.bench.figures import Figure, table
from tests.bench.measure_app import Addresses, measure_reloads
from tests.bench.measure_bytes import kept_offline, measure_bytes
from tests.bench.measure_decide import measure_decide
from tests.bench.measure_kpis import measure_kpis, sqlite_urls
from tests.bench.measure_papers import measure_papers
from tests.bench.measure_sync import measure_sync
from tests.bench.measure_tablet import measure_tablets
from tests.bench.rows import make_rows
from tests.bench.servers import bundle, couch_peer, flask_peer
from tests.bench.subjects import subjects_of

PAGES = ("lobbybook", "tablet", "floor", "rxdb", "pouchdb", "bare", "bare_sw")
RECORDS = 10_000
MANY = 100_000


@dataclass(frozen=True)
class Run:
    """What every measurement works with."""

    playwright: Playwright
    bank: Bank
    couch_url: str
    flask_url: str
    folder: Path
    rounds: int


@contextmanager
def prepared(rounds: int) -> Iterator[Run]:
    with tempfile.TemporaryDirectory(prefix="lobbybook-bench-") as made:
        folder = Path(made)
        for page in PAGES:
            bundle(page, folder / "pages")
        rows = make_rows(RECORDS, 2, datetime.now(UTC))
        (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        with (
            open_bank(folder, folder / "pages") as bank,
            couch_peer(folder) as couch_url,
            flask_peer(folder) as flask_url,
            sync_playwright() as playwright,
        ):
            yield Run(playwright, bank, couch_url, flask_url, folder, rounds)


def sync(run: Run) -> Iterator[Figure]:
    branch = run.bank.branch("8010", RECORDS)
    subjects = subjects_of(run.bank.url, branch, run.couch_url, run.flask_url)
    yield from measure_sync(subjects, run.playwright, run.folder, run.rounds, RECORDS)


def decide(run: Run) -> Iterator[Figure]:
    yield from measure_decide(run.folder, run.rounds)


def kpis(run: Run) -> Iterator[Figure]:
    with sqlite_urls(run.folder) as urls:
        yield from measure_kpis(urls, run.folder, run.rounds)


def papers(run: Run) -> Iterator[Figure]:
    yield from measure_papers(run.playwright, run.folder, run.rounds)


def tablet(run: Run) -> Iterator[Figure]:
    """First the device alone, then the built app on the same two tablets."""
    profiles = {records: run.folder / f"tablet-{records}" for records in (RECORDS, MANY)}
    tablets = {records: (run.bank.branch(str(records), records), profile) for records, profile in profiles.items()}
    yield from measure_tablets(run.playwright, run.bank.url, tablets, run.rounds)
    files = sum(map(len, kept_offline(BUILT_APP).values()))
    addresses = Addresses(run.bank.url, run.flask_url)
    yield from measure_reloads(run.playwright, addresses, profiles, run.folder, files, run.rounds)


def load(run: Run) -> Iterator[Figure]:
    yield from measure_bytes(run.playwright, run.bank.url, BUILT_APP, run.folder)


MEASUREMENTS: dict[str, Callable[[Run], Iterator[Figure]]] = {
    "sync": sync,
    "decide": decide,
    "kpis": kpis,
    "papers": papers,
    "tablet": tablet,
    "load": load,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--out", type=Path, help="also write the figures as JSON")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default 5)")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS), metavar="NAME")
    options = parser.parse_args()
    configure_log(load_settings({"LOBBYBOOK_LOG_LEVEL": "error"}))
    figures: list[Figure] = []
    with prepared(options.rounds) as run:
        for name in options.only:
            print(f"\n{name} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)", flush=True)
            for found in MEASUREMENTS[name](run):
                print(found.as_line(), flush=True)
                figures.append(found)
    print(f"\n{table(figures)}")
    if options.out:
        content = json.dumps([each.as_json() for each in figures], ensure_ascii=False, indent=1)
        options.out.write_text(content + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
