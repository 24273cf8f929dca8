"""Who greets customers, and carries their visit from one record to the next."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.journeys.lobby_manager import LobbyManager


class Greeter(LobbyManager):
    """A lobby manager at the door."""

    @property
    def here(self) -> Locator:
        return self.page.get_by_role("navigation", name="在店客户").get_by_role("link")

    def greets(self, need: str, number: str, name: str = "", elderly: bool = False) -> None:
        self.begins("迎宾")
        self.page.locator("label.chip").filter(has_text=re.compile(rf"^\s*{need}")).click()
        self.writes("ticket_no", number)
        if elderly:
            self.page.locator("label.chip", has_text="老年").click()
            expect(self.page.get_by_text("老年客户：不引导分流")).to_be_visible()
        if name:
            self.button("称呼、分流去向").click()
            self.writes("customer_name", name)
        self.registers()

    def resumes(self, number: str) -> None:
        self.here.filter(has_text=number).click()
        expect(self.page.get_by_role("heading", level=1, name=re.compile(number))).to_be_visible()

    def does_next(self, what: str) -> None:
        self.page.get_by_role("navigation", name="接着办").get_by_role("link", name=what).click()

    def sees_it_hanging(self, words: str) -> None:
        expect(self.page.locator("section").filter(has_text="这次接待里").get_by_text(words)).to_be_visible()

    def leaves(self, why: str) -> None:
        self.button("离开").click()
        self.page.get_by_role("dialog").get_by_role("button", name=why).click()
