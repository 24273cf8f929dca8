"""What people do at a desk, online, in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.waiting import until

# Instead of the printer: notes what would have been printed.
SHEETS = """() => {
  window.sheets = null
  window.print = () => {
    const marks = [...document.querySelectorAll('.paper .mark')].map((mark) => mark.textContent)
    window.sheets = { pictures: document.querySelectorAll('.paper .sheet img').length, marks }
  }
}"""


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

    def reads_the_notice(self, about: str) -> None:
        """The only one there is: it opens what it is about, and is counted no longer."""
        bell = self.page.locator("button.bell")
        expect(bell.locator(".count")).to_have_text("1")
        bell.click()
        self.page.get_by_role("dialog").get_by_role("link").filter(has_text=about).click()
        expect(bell.locator(".count")).to_have_count(0)
        expect(self.page.get_by_role("article").first).to_contain_text(about)

    def looks_at_the_account(self) -> None:
        self.page.get_by_role("navigation").locator("button.corner").click()
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def signs_out(self) -> None:
        self.looks_at_the_account()
        self.page.get_by_role("dialog").get_by_role("button", name="退出").click()
        expect(self.page.get_by_label("密码")).to_be_visible()

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

    def searches(self, words: str) -> None:
        """In all that documents say."""
        self.page.get_by_role("searchbox").fill(words)
        expect(self.page).to_have_url(re.compile("[?&]q="))
        expect(self.rows.first).to_be_visible()

    def sees_the_keys(self) -> None:
        self.page.get_by_role("heading", level=1).first.click()
        self.page.keyboard.press("?")
        expect(self.page.get_by_role("dialog").get_by_text("显示快捷键")).to_be_visible()
        self.puts_the_sheet_away()

    def prints_it(self) -> None:
        """What would reach the printer: the sheets, and what is marked on them."""
        self.page.evaluate(SHEETS)
        self.page.get_by_role("button", name="打印", exact=True).click()
        printed = self._sheets()
        assert printed["pictures"] > 0
        assert printed["marks"] == []

    def _sheets(self) -> Any:
        until(lambda: self.page.evaluate("window.sheets !== null"), "sheets for the printer")
        return self.page.evaluate("window.sheets")

    def prints_it_again(self, why: str) -> None:
        self.page.evaluate(SHEETS)
        expect(self.page.get_by_text("取用 1 次")).to_be_visible()
        self.page.get_by_role("button", name="打印", exact=True).click()
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("textbox").fill(why)
        sheet.get_by_role("button", name="打印", exact=True).click()
        assert "补打 · 第 2 次" in self._sheets()["marks"][0]
        expect(self.page.get_by_text("补打 第 2 次").first).to_be_visible()

    def declares_it_void(self, cause: str, why: str) -> None:
        self.page.get_by_role("button", name="作废", exact=True).click()
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_label("作废原因").select_option(label=cause)
        sheet.get_by_role("textbox").fill(why)
        sheet.get_by_role("button", name="作废", exact=True).click()
        expect(sheet).to_have_count(0)
        expect(self.page.get_by_text(f"已作废：{cause}。{why}")).to_be_visible()

    def issues_it_again(self, why: str) -> None:
        self.page.get_by_role("button", name="重新出具", exact=True).click()
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_role("textbox").fill(why)
        sheet.get_by_role("button", name="重新出具", exact=True).click()
        expect(sheet).to_have_count(0)

    def drafts_a_period(self) -> None:
        """Of the day on which the document that is open says it happened."""
        drawn = self.page.locator('[data-page="1"] .textLayer')
        expect(drawn).to_contain_text(re.compile("年.*月.*日"))
        said = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", "".join(drawn.inner_text().split()))
        assert said is not None
        self.page.get_by_role("button", name="出具报表", exact=True).click()
        sheet = self.page.get_by_role("dialog")
        sheet.get_by_label("日期").fill(date(*map(int, said.groups())).isoformat())
        sheet.get_by_role("button", name="预览草稿", exact=True).click()
        expect(sheet.get_by_text("草稿 未生效：没有文号")).to_be_visible()
        expect(sheet.locator('[data-page="1"] .textLayer')).to_contain_text("草稿 未生效")

    def downloads(self, folder: Path) -> Path:
        with self.page.expect_download() as downloading:
            self.page.get_by_role("button", name="下载", exact=True).click()
        file = folder / downloading.value.suggested_filename
        downloading.value.save_as(file)
        return file
