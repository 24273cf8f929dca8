"""In English, no Chinese is left in what the app itself says. What people and reference data say stays as it was written."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.records import all_kinds
from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.people import account

pytestmark = pytest.mark.journey
TABLET = ("/", "/capture", "/ledger", "/outbox", "/knowledge", "/me")
DESK = ("/desk/records", "/desk/documents", "/desk/tablets")
SAID_BY_THE_APP = "nav, h1, h2, h3, button, label, legend, dt, option, [role=status], .help, .note, .tag, footer"
CHINESE = """(spoken) => {
  const han = /\\p{Script=Han}/u
  const texts = [...document.querySelectorAll(spoken)]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => [element.innerText, element.getAttribute('aria-label')])
  const hints = [...document.querySelectorAll('[placeholder]')].map((element) => element.getAttribute('placeholder'))
  return [...texts, ...hints].filter((text) => han.test(text ?? ''))
}"""


def test_the_tablet_in_english_says_nothing_in_chinese(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.goes_to("我的")
    manager.page.get_by_role("main").get_by_text("English", exact=True).click()
    expect(manager.page.get_by_role("navigation", name="Main")).to_be_visible()
    person = account(instance.accounts, "lobby_manager")
    left = {}
    for path in TABLET:
        manager.page.locator(f'nav a[href="{path}"]').first.click()
        left[path] = chinese_in(manager.page, person)
    # Forms that begin with what stands in records or rules show their words too, in the language they were written in.
    quick = {code for code, each in all_kinds().items() if each.quick and each.may_create("lobby_manager", None)}
    for kind in sorted(quick - {"handover", "meeting_note"}):
        manager.page.locator('nav a[href="/capture"]').click()
        manager.page.get_by_role("main").locator(f'a[href="/capture/{kind}"]').click()
        expect(manager.page.locator("form footer")).to_be_visible()
        left[kind] = chinese_in(manager.page, person)
    assert {path: words for path, words in left.items() if words} == {}
    assert tablet.complaints == []


def test_the_desk_in_english_says_nothing_in_chinese(instance: Instance, browser_for: OpenBrowser) -> None:
    desk = browser_for("desk")
    supervisor = DeskPerson(desk.open(), instance.url)
    person = account(instance.accounts, "ops_supervisor")
    supervisor.signs_in(person)
    supervisor.looks_at_the_account()
    supervisor.page.get_by_role("dialog").get_by_text("English", exact=True).click()
    expect(supervisor.page.get_by_role("dialog").get_by_text("Language")).to_be_visible()
    supervisor.puts_the_sheet_away()
    # The English of the records' own words is fetched when it is first wanted.
    supervisor.page.locator('nav a[href="/desk/records"]').click()
    expect(supervisor.page.locator("option", has_text="Consultation").first).to_be_attached()
    left = {}
    for path in DESK:
        supervisor.page.locator(f'nav a[href="{path}"]').click()
        expect(supervisor.page.locator("h1")).to_be_visible()
        left[path] = chinese_in(supervisor.page, person)
    assert {path: words for path, words in left.items() if words} == {}
    assert desk.complaints == []


def chinese_in(page: Page, person: dict[str, Any]) -> list[str]:
    """Without the person's and the branch's names, the app's mark, and the name of the other language."""
    found: list[str] = page.evaluate(CHINESE, SAID_BY_THE_APP)
    for name in (person["name"], "城东支行", "中文", "台"):
        found = [text.replace(name, "") for text in found]
    return [text for text in found if any("\u4e00" <= sign <= "\u9fff" for sign in text)]
