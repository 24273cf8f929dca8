"""The four that do the same work: Lobbybook, and the three it is measured beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from tests.bench.bank import BenchBranch
from tests.bench.browser import Tab, opened

OWN = "lobbybook"
NOBODY = {"code": "", "username": "", "password": ""}


@dataclass
class Subject:
    """`address`: where its page is served; `setup`: what makes a new device of it."""

    name: str
    address: str
    setup: Callable[[], dict[str, str]]

    def device(self, stack: ExitStack, playwright: Playwright, profile: Path) -> Tab:
        """A device that has never synced."""
        tab = stack.enter_context(opened(playwright, profile, f"{self.address}/{self.name}.html"))
        tab.ask("setup => subject.begin(setup)", self.setup())
        tab.traffic.clear()
        return tab


@contextmanager
def devices(subjects: Sequence[Subject], playwright: Playwright, folder: Path, name: str) -> Iterator[dict[str, Tab]]:
    with ExitStack() as stack:
        yield {each.name: each.device(stack, playwright, folder / f"{name}-{each.name}") for each in subjects}


def subjects_of(bank_url: str, branch: BenchBranch, couch_url: str, flask_url: str) -> list[Subject]:
    """The own one first; the floor beside it, because it is the one that is divided by."""
    return [
        Subject(OWN, bank_url, branch.setup),
        Subject("floor", flask_url, lambda: NOBODY),
        Subject("rxdb", flask_url, lambda: NOBODY),
        Subject("pouchdb", f"{couch_url}/pages", lambda: NOBODY),
    ]


def timed(tab: Tab, work: str, argument: Any = None) -> float:
    """Milliseconds of `subject.<work>`, by the page's own clock."""
    return float(tab.ask(f"argument => timed(() => subject.{work})", argument))
