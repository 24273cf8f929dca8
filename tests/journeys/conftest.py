"""Fixtures of the journeys: one instance, and as many browsers as people."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from tests.journeys.browser import DESK, LANDSCAPE, Browser
from tests.journeys.instance import Instance, free_port
from tests.journeys.lobby_manager import LobbyManager

OpenBrowser = Callable[[str], Browser]
PATIENCE = 20_000
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of the tablet that is enrolled in the `morning`, with its PIN; a browser called "tablet" begins with a copy."""
    return tmp_path_factory.mktemp("enrolled") / "profile"


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory, chromium: Playwright, enrolled: Path) -> Instance:
    """The demonstration branch as it stands before anybody comes in; every journey starts with a copy of its own."""
    made = Instance(tmp_path_factory.mktemp("morning") / "data", free_port())
    made.prepare()
    made.start()
    tablet = Browser(chromium, enrolled, LANDSCAPE)
    try:
        LobbyManager(tablet.open()).begins_with_a_new_tablet(made)
    finally:
        tablet.close()
        made.stop()
    made.learns_who_is_there()
    return made


@pytest.fixture
def instance(morning: Instance, tmp_path: Path) -> Iterator[Instance]:
    made = morning.twin(tmp_path / "data")
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest.fixture
def browser_for(
    chromium: Playwright, enrolled: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[OpenBrowser]:
    opened: list[Browser] = []

    def make(name: str) -> Browser:
        viewport = DESK if name.startswith("desk") else LANDSCAPE
        if name == "tablet":
            shutil.copytree(enrolled, tmp_path / f"profile-{name}")
        opened.append(Browser(chromium, tmp_path / f"profile-{name}", viewport))
        return opened[-1]

    yield make
    for browser in opened:
        if request.node.stash.get(FAILED, False):
            browser.picture(tmp_path / f"{browser.profile.name}.png")
            print(f"{browser.profile.name} complained: {browser.complaints}")
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
