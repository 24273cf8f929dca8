"""What people do, in their words. Every step waits for what the person would see; no step waits for a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

PIN = "402917"
SAVED, RECEIVED, ISSUED = "已保存在本机", "银行已收到", "文件已出具"


def account(accounts: dict[str, Any], role: str, department: str | None = None) -> dict[str, Any]:
    """The first demo user who holds this role."""
    users: list[dict[str, Any]] = accounts["users"]
    return next(user for user in users if role in user["roles"] and user["department"] == department)


@dataclass
class LobbyManager:
    """At the tablet. `page` is another one after the browser was closed and opened again."""

    page: Page

    def enrols(self, link: str) -> None:
        self.page.goto(link)
        self.button("登记平板").click()
        expect(self.page.get_by_label("用户名")).to_be_visible()

    def signs_in(self, who: dict[str, Any]) -> None:
        self.page.get_by_label("用户名").fill(who["username"])
        self.page.get_by_label("密码").fill(who["password"])
        self.button("登录").click()

    def sets_a_pin(self, pin: str = PIN) -> None:
        expect(self.page.get_by_text("6 位数字")).to_be_visible()
        self.page.keyboard.type(pin)
        expect(self.page.get_by_text("再输入一遍")).to_be_visible()
        self.page.keyboard.type(pin)
        self.is_at_work()

    def unlocks(self, pin: str = PIN) -> None:
        expect(self.page.locator(".pad button").first).to_be_enabled()
        self.page.keyboard.type(pin)
        self.is_at_work()

    def is_at_work(self) -> None:
        expect(self.page.get_by_role("navigation", name="主导航")).to_be_visible()

    def is_ready_for_the_lobby(self) -> None:
        """The app is stored on the tablet, and so is what the bank offers: the network may go."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.begins("咨询")
        expect(self.page.locator('[data-field="field-topic_code"] label.chip').first).to_be_visible()
        self.goes_to("今日")

    def goes_to(self, place: str) -> None:
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=place).first.click()

    def begins(self, what: str) -> None:
        self.goes_to("今日")
        self.page.locator("nav.tiles").get_by_role("link", name=re.compile(what)).first.click()

    def picks(self, field: str, option: str) -> None:
        """A chip where the option is in sight, else found by search."""
        group = self.page.locator(f'[data-field="field-{field}"]')
        expect(group.locator(".chip").first).to_be_visible()
        chip = group.locator("label.chip").filter(has_text=option)
        if chip.count():
            chip.first.click()
            return
        group.locator("button.more").click()
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("searchbox").fill(option)
        sheet.locator("button.pick").filter(has_text=option).first.click()

    def writes(self, field: str, text: str) -> None:
        self.page.locator(f'[data-field="field-{field}"]').locator("input, textarea").first.fill(text)

    def registers(self) -> None:
        self.button("登记").click()
        expect(self.page.get_by_text(re.compile("^已登记 ")).last).to_be_visible()
        expect(self.page).not_to_have_url(re.compile("/capture/"))

    def opens_in_ledger(self, words: str) -> None:
        self.goes_to("台账")
        self.page.get_by_role("searchbox").first.fill(words)
        rows = self.page.get_by_role("region", name="台账").get_by_role("listitem").get_by_role("link")
        expect(rows).to_have_count(1)
        rows.click()

    def takes_step(self, name: str) -> Locator:
        """Opens the sheet of a life-cycle step, and returns it to be filled in."""
        self.page.locator("footer.actions").get_by_role("button", name=name, exact=True).click()
        return self.page.get_by_role("dialog")

    def confirms(self, name: str) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)


@dataclass
class DeskPerson:
    """A department agent or the back office, online."""

    page: Page
    url: str

    def signs_in(self, who: dict[str, Any]) -> None:
        self.page.goto(f"{self.url}/desk")
        self.page.get_by_label("用户名").fill(who["username"])
        self.page.get_by_label("密码").fill(who["password"])
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_label("密码")).to_have_count(0)
