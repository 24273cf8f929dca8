"""What people do at a desk, online, in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect


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

    def goes_to(self, place: str) -> None:
        self.page.get_by_role("navigation").get_by_role("link", name=place, exact=True).click()
        expect(self.page.get_by_role("heading", name=place, exact=True)).to_be_visible()

    @property
    def rows(self) -> Locator:
        """Of the list in the first pane."""
        return self.page.get_by_role("main").get_by_role("region").first.get_by_role("link")

    def opens(self, words: str) -> None:
        self.rows.filter(has_text=words).first.click()

    def looks_at_the_account(self) -> None:
        self.page.get_by_role("navigation").get_by_role("button").click()
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def puts_the_sheet_away(self) -> None:
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def does(self, step: str) -> None:
        self.page.get_by_role("button", name=step, exact=True).click()
        expect(self.page.get_by_role("button", name=step, exact=True)).to_have_count(0)

    def approves(self, step: str, who: dict[str, Any]) -> None:
        """Reads it, and signs in again for it."""
        self.page.get_by_role("button", name=step, exact=True).click()
        form = self.page.locator("form.command")
        form.locator("#approval-password").fill(who["password"])
        form.get_by_role("button", name=step, exact=True).click()
        expect(form).to_have_count(0)

    def replies(self, reply: str, result: str) -> None:
        self.page.get_by_role("button", name="回复", exact=True).click()
        self.page.locator('[data-field="field-reply"] textarea').fill(reply)
        self.page.locator('[data-field="field-result"] label.chip').filter(has_text=result).click()
        form = self.page.locator("form.command")
        form.get_by_role("button", name="回复", exact=True).click()
        expect(form).to_have_count(0)

    def finds_document(self, words: str) -> None:
        self.goes_to("文件中心")
        self.page.get_by_role("searchbox").fill(words)
        expect(self.rows).to_have_count(1)
        self.rows.click()

    def previews(self) -> None:
        """The page is drawn, and its text lies over it."""
        expect(self.page.get_by_role("region", name=re.compile("第 1 页"))).to_be_visible()
        expect(self.page.locator('[data-page="1"] .textLayer')).to_contain_text("单据编号")

    def downloads(self, folder: Path) -> Path:
        with self.page.expect_download() as downloading:
            self.page.get_by_role("button", name="下载", exact=True).click()
        file = folder / downloading.value.suggested_filename
        downloading.value.save_as(file)
        return file
