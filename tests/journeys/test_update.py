"""A new version of the app never takes a form away from the person who is writing in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import PWA_FOLDER, Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.processes import ROOT

pytestmark = pytest.mark.journey
QUESTION = "客户询问个人养老金账户的开立条件。"
VERSION = re.compile(r'"version":"[0-9a-f]+"')
NEW = "0123456789abcdef"
LOOK_FOR_IT = "navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => true)"
WAITS_FOR_THE_FORM = """() => navigator.locks.query().then(({ pending = [] }) =>
  pending.some(({ name, mode }) => name === 'lobbybook-dirty-form' && mode === 'exclusive'))"""


@pytest.fixture
def updatable(morning: Instance, tmp_path: Path) -> Iterator[Instance]:
    """An instance that serves a copy of the app, so that it can be replaced under its feet."""
    made = morning.twin(tmp_path / "data")
    made.app = tmp_path / "app"
    shutil.copytree(os.environ.get(PWA_FOLDER, ROOT / "pwa" / "dist"), made.app)
    try:
        made.start()
        yield made
    finally:
        made.kill()


def test_an_update_waits_until_the_form_is_saved(updatable: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(updatable)
    publish_a_new_version(updatable)
    manager.page.evaluate(LOOK_FOR_IT)
    expect(manager.page.get_by_text("新版本已备好")).to_be_visible()

    manager.begins("咨询")
    manager.picks("topic_code", "")
    manager.writes("question", QUESTION)
    manager.page.evaluate("window.sinceBefore = true")
    manager.button("现在更新").click()
    manager.page.wait_for_function(WAITS_FOR_THE_FORM)
    assert manager.page.evaluate("window.sinceBefore")
    assert manager.written("question") == QUESTION

    # A request that meets the old worker as it ends would bring it back to life, and neither version would answer.
    manager.page.evaluate("setInterval(() => fetch('/healthz'), 5)")
    manager.button("登记").click()
    manager.page.wait_for_function("() => window.sinceBefore === undefined")
    manager.unlocks()
    assert versions_kept(manager.page) == [f"lobbybook-{NEW}"]
    manager.opens_in_ledger(QUESTION)
    assert tablet.complaints == []


def publish_a_new_version(instance: Instance) -> None:
    assert instance.app is not None
    worker = instance.app / "sw.js"
    worker.write_text(VERSION.sub(f'"version":"{NEW}"', worker.read_text("utf-8")), "utf-8")
    for packed in (".br", ".gz"):
        worker.with_name(worker.name + packed).unlink()


def versions_kept(page: Page) -> list[str]:
    kept: list[str] = page.evaluate("caches.keys()")
    return kept
