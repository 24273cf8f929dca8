"""Quick captures are quick: every kind that offers one is saved with at most three taps from 今日.

Typing is not counted, and what is like it: a signature is drawn, the numbers of a record are found by search or scan.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

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
TYPED = ("text", "datetime", "date", "int", "money")


# What a rule asks to be named: whom the check is of, what the survey is about.
OF_SOMETHING = ("aml_check", "survey_response")


def hangs_on_a_record(kind: Kind) -> bool:
    """Without a device, an event or a request there is nothing to capture; with one it begins there, or by a scan."""
    named = any(field.required and (field.reference or "").startswith("record") for field in kind.fields)
    return named or kind.code in OF_SOMETHING


QUICK = [
    kind
    for kind in all_kinds().values()
    if kind.quick is not None and "lobby_manager" in kind.capture_roles and not hangs_on_a_record(kind)
]


def test_every_quick_capture_takes_at_most_three_taps(instance: Instance, browser_for: OpenBrowser) -> None:
    manager = LobbyManager(browser_for("tablet").open())
    manager.begins_the_day(instance)
    manager.page.evaluate(COUNT_TAPS)
    taken = {kind.code: taps_of(manager, kind) for kind in QUICK}
    assert {code: count for code, count in taken.items() if not 0 < count <= AT_MOST} == {}


def taps_of(manager: LobbyManager, kind: Kind) -> int:
    page = manager.page
    manager.goes_to("今日")
    before = taps(page)
    page.locator("nav.tiles").locator(f'a[href="/capture/{kind.code}"]').click()
    expect(page.locator("form footer button[type=submit]")).to_be_visible()
    spared = fills_in_what_is_needed(page, kind)
    page.locator("form footer button[type=submit]").click()
    expect(page).not_to_have_url(re.compile(f"/capture/{kind.code}$"))
    return taps(page) - before - spared


def taps(page: Page) -> int:
    counted: int = page.evaluate("window.taps")
    return counted


def fills_in_what_is_needed(page: Page, kind: Kind) -> int:
    """Choices first, since they fill in texts; then whatever is still empty, from the example of the kind. Answers how many of
    the taps were part of writing by hand."""
    for place, field in needed(page, kind):
        if field["type"] in ("enum", "enums", "ref", "refs", "bool"):
            chooses(place, field, kind.example.get(field["code"]))
    for place, field in needed(page, kind):
        if field["type"] in TYPED:
            types(place, field, kind.example.get(field["code"]))
    return sum(signs(page, place) for place, field in needed(page, kind) if field["type"] == "signature")


def needed(page: Page, kind: Kind) -> list[tuple[Locator, dict[str, Any]]]:
    """What the form marks as a must by now: choices ask for more."""
    fields = [field for field in kind.meta()["fields"] if not field["derived"]]
    places = [(page.locator(f'[data-field="field-{field["code"]}"]'), field) for field in fields]
    return [(place, field) for place, field in places if place.locator(".required").count()]


def chooses(place: Locator, field: dict[str, Any], value: Any) -> None:
    if place.locator("input:checked").count():
        return
    wanted = value[0] if isinstance(value, list) else value
    names = {option["code"]: option["zh"] for option in field["options"]}
    chips = place.locator("label.chip")
    named = chips.filter(has_text=names.get(wanted, ""))
    (named if named.count() else chips).first.click()


def types(place: Locator, field: dict[str, Any], value: Any) -> None:
    entry = place.locator("input, textarea").first
    if not entry.input_value():
        entry.fill(written(field["type"], value))


def written(type_: str, value: Any) -> str:
    if type_ == "datetime":
        return (datetime.fromisoformat(value) + SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    if type_ == "date":
        return (datetime.now(UTC) + timedelta(days=7)).strftime("%Y-%m-%d")
    return str(value if type_ != "money" else value // 100)


def signs(page: Page, place: Locator) -> int:
    """The pad is opened, written on and kept: one signature, however many touches of the finger."""
    before = taps(page)
    place.get_by_role("button", name="请签名").click()
    pad = page.get_by_role("dialog").locator("canvas")
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4, steps=8)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="完成签名").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return taps(page) - before
