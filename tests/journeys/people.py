"""Who takes part in a journey, and what everybody at a tablet does. Every step waits for what the person would see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

SAVED, RECEIVED, ISSUED = "已保存在本机", "银行已收到", "文件已出具"


def account(accounts: dict[str, Any], role: str, department: str | None = None, nth: int = 0) -> dict[str, Any]:
    """One of the demo users who hold this role."""
    users: list[dict[str, Any]] = accounts["users"]
    return [user for user in users if role in user["roles"] and user["department"] == department][nth]


@dataclass
class AtTheTablet:
    """`page` is another one after the browser was closed and opened again."""

    page: Page

    def goes_to(self, place: str) -> None:
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=place).first.click()

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

    def written(self, field: str) -> str:
        return self.page.locator(f'[data-field="field-{field}"]').locator("input, textarea").first.input_value()

    def confirms(self, name: str) -> None:
        self.page.get_by_role("dialog").locator("form").get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def puts_the_sheet_away(self) -> None:
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)
