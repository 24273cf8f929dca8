"""What people do, in their words. Every step waits for what the person would see; no step waits for a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.instance import Instance

PIN = "402917"
SAVED, RECEIVED, ISSUED = "已保存在本机", "银行已收到", "文件已出具"


def account(accounts: dict[str, Any], role: str, department: str | None = None, nth: int = 0) -> dict[str, Any]:
    """One of the demo users who hold this role."""
    users: list[dict[str, Any]] = accounts["users"]
    return [user for user in users if role in user["roles"] and user["department"] == department][nth]


@dataclass
class LobbyManager:
    """At the tablet. `page` is another one after the browser was closed and opened again."""

    page: Page

    def begins_the_day(self, instance: Instance, colleague: bool = False) -> None:
        """From a new tablet to one that may lose its network."""
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

    def goes_to(self, place: str) -> None:
        self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=place).first.click()

    def looks_at_sync(self) -> None:
        """By the corner that always tells how much waits."""
        self.page.get_by_role("navigation", name="主导航").locator("a.corner").click()

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

    def written(self, field: str) -> str:
        return self.page.locator(f'[data-field="field-{field}"]').locator("input, textarea").first.input_value()

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

    def confirms(self, name: str) -> None:
        self.page.get_by_role("dialog").locator("form").get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def puts_the_sheet_away(self) -> None:
        self.page.keyboard.press("Escape")
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
        expect(self.page.locator("iframe")).to_have_attribute("src", re.compile("^blob:"))

    def downloads(self, folder: Path) -> Path:
        with self.page.expect_download() as downloading:
            self.page.get_by_role("button", name="下载", exact=True).click()
        file = folder / downloading.value.suggested_filename
        downloading.value.save_as(file)
        return file
