"""What a lobby manager does at an open tablet, in their words."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.entering import Entering
from tests.journeys.people import ISSUED


class LobbyManager(Entering):
    def looks_at_sync(self) -> None:
        """By the corner that always tells how much waits."""
        self.page.get_by_role("navigation", name="主导航").locator("a.corner").click()

    def registers(self) -> None:
        self.button("登记").click()
        expect(self.page.get_by_text(re.compile("^已登记 ")).last).to_be_visible()
        expect(self.page).not_to_have_url(re.compile("/capture/"))

    def asks(self, question: str, topic: str = "") -> None:
        """A whole consultation in its quickest form; any topic will do unless one is named."""
        self.begins("咨询")
        self.picks("topic_code", topic)
        self.writes("question", question)
        self.registers()

    def is_told_that_the_draft_is_kept(self) -> None:
        expect(self.page.get_by_text(re.compile("^草稿已存"))).to_be_visible()

    def goes_on_with_the_draft(self) -> str:
        """The question that the only draft of this person holds."""
        self.goes_to("今日")
        self.drafts.click()
        question = self.page.locator('[data-field="field-question"] textarea')
        expect(question).not_to_have_value("")
        return question.input_value()

    def has_no_draft(self) -> None:
        self.goes_to("今日")
        expect(self.page.locator("nav.tiles")).to_be_visible()
        expect(self.drafts).to_have_count(0)

    @property
    def drafts(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=re.compile("咨询草稿"))

    def waiting(self) -> int:
        """How many operations the tablet has still to send; at least one."""
        self.looks_at_sync()
        tab = self.page.get_by_role("main").locator("label").filter(has_text=re.compile(r"待上传\s*[1-9]"))
        return int(re.sub(r"\D", "", tab.inner_text()))

    def opens_in_ledger(self, words: str) -> None:
        self.goes_to("台账")
        search = self.page.get_by_role("searchbox").first
        rows = self.page.get_by_role("region", name="台账").get_by_role("listitem").get_by_role("link")
        search.fill("")
        expect(rows.nth(1)).to_be_visible()  # so that the one row seen next is the one searched for
        search.fill(words)
        expect(rows).to_have_count(1)
        rows.click()

    def sees(self, words: str) -> None:
        """On the record that is open."""
        expect(self.page.locator("article.detail")).to_contain_text(words)

    def prints_draft(self, to: Path) -> Path:
        """The draft of the open record's document, as it comes out of a printer; back at the record."""
        self.button("草稿预览").click()
        expect(self.page.get_by_role("button", name="打印草稿")).to_be_visible()
        self.page.pdf(path=to, format="A4")
        self.page.get_by_role("link", name="返回记录").click()
        return to

    def has_sent_everything(self) -> None:
        self.looks_at_sync()
        expect(self.page.get_by_role("main").get_by_role("radio", name="待上传 0")).to_be_visible()

    def everything_is_received(self) -> None:
        """In words of receipts: nothing waits here, nothing needs the person."""
        self.has_sent_everything()
        self.has_nothing_to_do()

    def takes_step(self, name: str) -> None:
        """Opens the sheet of a life-cycle step of the open record, to be filled in and confirmed."""
        self.page.locator("footer.actions").get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def answers(self, solution: str) -> None:
        self.takes_step("解答")
        self.writes("solution", solution)
        self.confirms("解答")

    def closes(self, outcome: str) -> None:
        self.takes_step("办结")
        self.picks("outcome", outcome)
        self.confirms("办结")

    def corrects(self, field: str, text: str) -> None:
        self.button("更正").click()
        self.writes(field, text)
        self.writes("reason", "客户补充说明")
        self.button("保存更正").click()
        expect(self.page).not_to_have_url(re.compile("/correct"))

    def has_one_thing_to_do(self, what: str) -> None:
        """On the queue's page; opens it."""
        self.looks_at_sync()
        expect(self.page.get_by_role("main").get_by_role("radio", name="待我处理 1")).to_be_visible()
        self.page.get_by_role("main").locator("label", has_text="待我处理").click()
        self.page.get_by_role("main").get_by_role("link").filter(has_text=what).click()

    def has_nothing_to_do(self) -> None:
        self.looks_at_sync()
        expect(self.page.get_by_role("main").get_by_role("radio", name="待我处理 0")).to_be_visible()

    def number_of_document(self) -> str:
        """Its serial, once the record that is open says that it is issued."""
        self.sees(ISSUED)
        return self.page.locator("article.detail").get_by_text(re.compile("^ZXB-")).inner_text()
