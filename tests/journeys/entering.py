"""From a new tablet to one that is open: enrolling, signing in, the PIN."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.instance import Instance
from tests.journeys.people import AtTheTablet, account

PIN = "402917"


class Entering(AtTheTablet):
    def begins_the_day(self, instance: Instance) -> None:
        """At the tablet that a manager enrolled before (conftest.py); it may lose its network."""
        self.page.goto(instance.url)
        self.unlocks()
        self.is_ready_for_the_lobby()

    def begins_with_a_new_tablet(self, instance: Instance, colleague: bool = False) -> None:
        """From a browser that has never been here to a tablet that may lose its network."""
        self.enrols(instance.fresh_enrolment_link() if colleague else instance.enrolment_link)
        self.signs_in(account(instance.accounts, "lobby_manager", nth=1 if colleague else 0))
        self.sets_a_pin()
        self.is_ready_for_the_lobby()

    def enrols(self, link: str) -> None:
        self.page.goto(link)
        self.enrols_here()

    def enrols_here(self) -> None:
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

    @property
    def keypad(self) -> Locator:
        return self.page.locator(".pad button")

    def tries(self, pin: str) -> None:
        expect(self.keypad.first).to_be_enabled()
        self.page.keyboard.type(pin)

    def unlocks(self, pin: str = PIN) -> None:
        self.tries(pin)
        self.is_at_work()

    def locks(self) -> None:
        self.goes_to("我的")
        self.button("锁定").click()
        expect(self.page.get_by_text("输入 PIN 码解锁")).to_be_visible()

    def is_at_work(self) -> None:
        expect(self.page.get_by_role("navigation", name="主导航")).to_be_visible()

    def is_ready_for_the_lobby(self) -> None:
        """The app is stored on the tablet, and so is what the bank offers: the network may go."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.begins("咨询")
        expect(self.page.locator('[data-field="field-topic_code"] label.chip').first).to_be_visible()
        self.goes_to("今日")

    def begins(self, what: str) -> None:
        self.goes_to("今日")
        self.page.locator("nav.tiles").get_by_role("link", name=re.compile(what)).first.click()
