"""Case one of the brief, step by step (domain.md §3): a customer asks about a loan, applies for it, and leaves content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.customer import Customer
from tests.journeys.desk_person import DeskPerson
from tests.journeys.entering import PIN
from tests.journeys.greeter import Greeter
from tests.journeys.instance import Instance
from tests.journeys.paper import text_of
from tests.journeys.people import account

pytestmark = pytest.mark.journey
QUESTION = "想了解装修贷款的年化利率和申请流程，预计二十万元。"
TICKET = "客户拟申请装修贷款约二十万元、三十六期，企业职员，请给初步意见和资料清单。"
REPLY = "初步符合条件，请补充收入证明与装修合同。"
ANSWER = "已说明利率以最新公示为准，交付材料清单，客户已填写申请表。"
OPINION = "讲得清楚，一次就知道要带什么。"
EXPLANATION = "收入与用途相符，请带齐材料到柜台。"
NO_PROMISE = "初步意见，不构成审批承诺"


def test_a_question_about_a_loan_ends_with_an_application_and_a_paper(
    instance: Instance, browser_for: OpenBrowser, tmp_path: Path
) -> None:
    tablet, credit = browser_for("tablet"), browser_for("desk-credit")
    adviser = Adviser(tablet.open())
    adviser.begins_the_day(instance)
    adviser.greets("理财贷款", "L005", name="王女士")
    adviser.resumes("L005")
    adviser.is_asked_about_a_loan(QUESTION)
    adviser.contacts_credit(TICKET)
    adviser.has_sent_everything()

    agent = DeskPerson(credit.open(), instance.url)
    agent.signs_in(account(instance.accounts, "department_agent", "credit_dept"))
    agent.opens(TICKET)
    agent.does("接收")
    agent.replies(REPLY, "部分解决")

    adviser.reads_the_reply_and_cannot_change_it()
    adviser.lets_the_customer_apply()
    adviser.hands_over_to_credit()
    adviser.has_sent_everything()
    gives_an_opinion(agent)
    adviser.sees_the_opinion()

    adviser.opens_in_ledger(QUESTION)
    adviser.answers_with_papers(ANSWER)
    adviser.lets_the_customer_judge(OPINION)
    adviser.closes("当场解决")
    adviser.everything_is_received()
    adviser.opens_in_ledger(QUESTION)
    serial = adviser.number_of_document()
    the_paper_tells_it_all(DeskPerson(browser_for("desk-teller").open(), instance.url), instance, serial, tmp_path)
    assert tablet.complaints + credit.complaints == []


@dataclass
class Adviser(Greeter):
    """A lobby manager who explains loans, and neither fills in nor promises anything."""

    def is_asked_about_a_loan(self, question: str) -> None:
        self.does_next("转咨询")
        self.picks("topic_code", "消费贷")
        assert self.written("customer_name") == "王女士"
        self.picks("products", "个人消费贷")
        card = self.page.get_by_role("complementary").filter(has_text="个人消费贷")
        expect(card).to_contain_text("以年化利率公示，以最新公示为准")
        expect(card).to_contain_text("征信查询授权书")
        self.writes("question", question)
        self.registers()
        self.sees_it_hanging("咨询 · 消费贷")

    def contacts_credit(self, content: str) -> None:
        self.opens_in_ledger(QUESTION)
        self.button("联系部门").click()
        expect(self.page.locator('[data-field="field-to_department"] label.chip.on')).to_have_text("信贷部门")
        expect(self.page.locator('[data-field="field-ticket_type"] label.chip.on')).to_have_text("贷款预审")
        self.writes("content", content)
        self.registers()
        self.sees("待部门回复")

    def reads_the_reply_and_cannot_change_it(self) -> None:
        self.opens_in_ledger(TICKET)
        self.sees(REPLY)
        self.sees(NO_PROMISE)
        self.button("更正").click()
        expect(self.page.locator('[data-field="field-content"]')).to_be_visible()
        expect(self.page.locator('[data-field="field-reply"], [data-field="field-result"]')).to_have_count(0)
        self.opens_in_ledger(TICKET)
        self.takes_step("关闭")
        self.confirms("关闭")

    def lets_the_customer_apply(self) -> None:
        self.opens_in_ledger(QUESTION)
        self.button("填写贷款申请").click()
        self.registers()
        self.opens_application()
        self.button("交给客户：个人贷款预申请").click()
        customer = Customer(self.page)
        customer.is_asked("个人贷款预申请")
        expect(self.page.get_by_role("main")).to_contain_text("征信授权为单独签名")
        customer.begins()
        fills_in_the_application(customer)
        customer.hands_back(PIN)
        self.is_at_work()
        self.sees("客户确认")

    def opens_application(self) -> None:
        self.goes_to("台账")
        rows = self.page.get_by_role("region", name="台账").get_by_role("listitem").get_by_role("link")
        rows.filter(has_text="贷款预申请").first.click()

    def hands_over_to_credit(self) -> None:
        self.takes_step("移交信贷")
        self.gives_the_list("消费贷")
        self.confirms("移交信贷")
        self.sees("已移交")

    def sees_the_opinion(self) -> None:
        self.opens_application()
        self.sees(EXPLANATION)
        self.sees(NO_PROMISE)

    def answers_with_papers(self, solution: str) -> None:
        self.takes_step("解答")
        self.writes("solution", solution)
        self.gives_the_list("消费贷")
        self.confirms("解答")

    def gives_the_list(self, product: str) -> None:
        """Of what to bring, on the sheet of the step that is open."""
        self.picks("materials_given", product)
        done = self.button("选好了")
        if done.count():
            done.click()
            expect(done).to_have_count(0)

    def lets_the_customer_judge(self, opinion: str) -> None:
        self.button("邀请评价").click()
        self.page.get_by_role("button", name=re.compile("^交给客户填写")).click()
        customer = Customer(self.page)
        customer.begins()
        customer.answers_everything_with("5", opinion)
        customer.hands_back(PIN)
        self.is_at_work()
        self.sees(QUESTION)


def fills_in_the_application(customer: Customer) -> None:
    """Everything by the customer's own hand; nothing stands in it before, and each signature is one of its own."""
    customer.chooses("装修")
    customer.goes_on()
    for typed in ("200000", "36"):
        customer.writes(typed)
        customer.goes_on()
    for chosen in ("10,000 至 20,000 元", "企业职员", "等额本息"):
        customer.chooses(chosen)
        customer.goes_on()
    for typed in ("王晓燕", "13812345678"):
        customer.writes(typed)
        customer.goes_on()
    customer.is_asked("申请人签名")
    customer.signs("applicant_signature")
    customer.goes_on()
    customer.is_asked("征信授权签名")
    customer.signs("credit_query_authorised")
    customer.submits()


def gives_an_opinion(agent: DeskPerson) -> None:
    agent.goes_to("收件箱")
    agent.opens("200,000.00")
    agent.page.get_by_role("button", name="给出初步意见", exact=True).click()
    agent.page.locator('[data-field="field-opinion"] label.chip').filter(has_text="初步符合").click()
    agent.page.locator('[data-field="field-opinion_note"] textarea').fill(EXPLANATION)
    form = agent.page.locator("form.command")
    form.get_by_role("button", name="给出初步意见", exact=True).click()
    expect(form).to_have_count(0)


def the_paper_tells_it_all(teller: DeskPerson, instance: Instance, serial: str, folder: Path) -> None:
    teller.signs_in(account(instance.accounts, "teller"))
    teller.finds_document(serial)
    teller.previews()
    text = text_of(teller.downloads(folder))
    for fact in (serial, QUESTION, "消费贷", TICKET, "信贷部门", REPLY, ANSWER, "当场解决"):
        assert fact in text
