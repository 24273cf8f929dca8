"""A customer with the tablet in their hands, or with a phone of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.signing import signs


@dataclass
class Customer:
    page: Page

    @property
    def question(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("heading", level=1)

    def begins(self) -> None:
        self.page.get_by_role("button", name="开始").click()

    def is_asked(self, words: str) -> None:
        expect(self.question).to_have_text(words)

    def chooses(self, words: str) -> None:
        self.page.get_by_role("main").locator("label.answer").filter(has_text=words).first.click()

    def goes_on(self) -> None:
        self.page.get_by_role("button", name=re.compile("^(下一步|不回答，下一步)$")).click()

    def writes(self, text: str) -> None:
        self.page.get_by_role("main").locator("textarea, input[type=text]").first.fill(text)

    def signs(self, field: str) -> None:
        signs(self.page, field)

    def submits(self) -> None:
        self.page.get_by_role("button", name="提交").click()
        expect(self.question).to_have_text("谢谢您！")

    def answers_everything_with(self, score: str, opinion: str) -> None:
        """Ten questions: a score to each, the highest recommendation, and words at the end."""
        for _ in range(8):
            self.chooses(score)
            self.goes_on()
        self.is_asked("推荐意愿（0–10）")
        self.chooses("10")
        self.goes_on()
        self.writes(opinion)
        self.submits()

    def hands_back(self, pin: str) -> None:
        self.page.get_by_role("button", name="交还工作人员").click()
        expect(self.page.locator(".pad button").first).to_be_enabled()
        self.page.keyboard.type(pin)
