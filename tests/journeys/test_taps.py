"""Quick captures are quick: every kind that offers one is saved with at most three taps from 今日, typing not counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from server.records import Kind, all_kinds
from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager

pytestmark = pytest.mark.journey
AT_MOST = 3
SHANGHAI = timedelta(hours=8)
COUNT_TAPS = (
    "window.taps = 0; addEventListener('pointerdown', (event) => (window.taps += event.isTrusted ? 1 : 0), true)"
)
QUICK = [kind for kind in all_kinds().values() if kind.quick is not None]


def test_every_quick_capture_takes_at_most_three_taps(instance: Instance, browser_for: OpenBrowser) -> None:
    manager = LobbyManager(browser_for("tablet").open())
    manager.begins_the_day(instance)
    manager.page.evaluate(COUNT_TAPS)
    taken = {}
    for kind in QUICK:
        manager.goes_to("今日")
        before = taps(manager.page)
        manager.page.locator("nav.tiles").locator(f'a[href="/capture/{kind.code}"]').click()
        fills_in_what_is_needed(manager.page, kind)
        manager.registers()
        taken[kind.code] = taps(manager.page) - before
    assert taken.keys() == {kind.code for kind in QUICK}
    assert all(AT_MOST >= count > 0 for count in taken.values()), taken


def taps(page: Page) -> int:
    counted: int = page.evaluate("window.taps")
    return counted


def fills_in_what_is_needed(page: Page, kind: Kind) -> None:
    """Choices first, since they fill in texts; then whatever is still empty, from the example of the kind."""
    assert kind.quick is not None
    needed = [field for field in kind.meta()["fields"] if field["required"] and field["code"] in kind.quick.fields]
    for field in needed:
        place = page.locator(f'[data-field="field-{field["code"]}"]')
        if not is_typed(field):
            chooses(place, field, kind.example[field["code"]])
    for field in needed:
        place = page.locator(f'[data-field="field-{field["code"]}"]')
        if is_typed(field):
            types(place, field, kind.example[field["code"]])


def is_typed(field: dict[str, Any]) -> bool:
    return field["type"] in ("text", "datetime", "date", "int", "money")


def chooses(place: Locator, field: dict[str, Any], value: str) -> None:
    names = {option["code"]: option["zh"] for option in field["options"]}
    chips = place.locator("label.chip")
    if place.locator("input:checked").count() == 0:
        chips.filter(has_text=names.get(value, "")).first.click()


def types(place: Locator, field: dict[str, Any], value: str) -> None:
    entry = place.locator("input, textarea").first
    if not entry.input_value():
        entry.fill(wall_time(value) if field["type"] == "datetime" else value)


def wall_time(instant: str) -> str:
    return (datetime.fromisoformat(instant) + SHANGHAI).strftime("%Y-%m-%dT%H:%M")
