"""Case two of the brief, step by step (domain.md §3): a withdrawal fails, the customer is helped, the device is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.customer import Customer
from tests.journeys.desk_person import DeskPerson
from tests.journeys.entering import PIN
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.people import account

pytestmark = pytest.mark.journey
DEVICE = "ATM-07"
SYMPTOM = "客户取款时多次退卡，现场看属于操作失误，请确认设备状态。"
WORK_DONE = "远程自检与出钞测试正常，未见异常。"
OPINION = "字有点小，按键位置不好找。"


def test_a_failed_withdrawal_ends_well_and_the_device_is_confirmed(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet, desk = browser_for("tablet"), browser_for("desk")
    manager = Helper(tablet.open())
    manager.begins_the_day(instance)
    manager.registers_a_device(DEVICE, "ATM")
    manager.is_asked_for_help_at(DEVICE)
    manager.demonstrates(steps=8, alone=1)
    manager.reads_what_to_do("吞卡")
    manager.ends_the_session("成功")
    manager.registers_the_withdrawal()
    manager.goes_back_to_the_session()
    manager.asks_for_a_check(SYMPTOM)
    manager.has_sent_everything()

    support = DeskPerson(desk.open(), instance.url)
    support.signs_in(account(instance.accounts, "department_agent", "tech_support"))
    support.opens(SYMPTOM)
    support.does("接单")
    reports_back(support)

    manager.opens_in_ledger(SYMPTOM)
    manager.sees("技术支持已处理")
    manager.takes_step("验证恢复")
    manager.confirms("验证恢复")
    manager.sees("已恢复")
    manager.hands_over_the_opinion_about(DEVICE, OPINION)
    manager.has_sent_everything()
    assert tablet.complaints + desk.complaints == []


@dataclass
class Helper(LobbyManager):
    """A lobby manager at the devices, behind the line."""

    def registers_a_device(self, number: str, type: str) -> None:
        self.goes_to("记录")
        self.page.get_by_role("main").get_by_role("link", name=re.compile("^自助设备")).click()
        self.writes("device_no", number)
        self.picks("type", "取款机")
        self.writes("area", "自助区东侧")
        self.registers()
        self.goes_to("今日")
        expect(self.page.get_by_role("link", name="全部设备与巡查")).to_be_visible()

    def is_asked_for_help_at(self, device: str) -> None:
        """No camera here: the number on the label is typed."""
        self.goes_to("记录")
        self.page.get_by_role("main").get_by_role("link", name=re.compile("^设备辅导")).click()
        self.button("扫机身标签").click()
        sheet = self.page.get_by_role("dialog")
        expect(sheet.get_by_role("status")).to_contain_text("摄像头")
        sheet.get_by_label("标签上的编号").fill(device)
        sheet.get_by_role("button", name="查找").click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        expect(self.page.get_by_role("main")).to_contain_text(device)
        self.picks("operation", "取款")
        self.picks("need_cause", "操作失误")

    def demonstrates(self, steps: int, alone: int) -> None:
        self.button("登记并打开演示").click()
        page = self.page.get_by_role("dialog", name="ATM取款")
        warned = 0
        for number in range(1, steps + 1):
            expect(page).to_contain_text(f"第 {number} 步，共 {steps} 步")
            warned += page.get_by_text("客户本人操作，请站一米线外").count()
            page.get_by_role("button", name="结束演示" if number == steps else "下一步").last.click()
        expect(page).to_have_count(0)
        assert warned == alone

    def reads_what_to_do(self, fault: str) -> None:
        self.page.locator("details summary").filter(has_text=fault).click()
        expect(self.page.locator("details[open]")).to_contain_text("登记吞卡")

    def ends_the_session(self, outcome: str) -> None:
        self.page.locator("article.detail .outcomes").get_by_role("button", name=outcome).click()
        self.sees("已完成")

    def registers_the_withdrawal(self) -> None:
        self.button("登记取款业务").click()
        self.writes("amount", "1000")
        self.registers()

    def goes_back_to_the_session(self) -> None:
        rows = self.page.get_by_role("region", name="台账").get_by_role("link")
        rows.filter(has_text="操作失误").first.click()
        self.sees("已完成")

    def asks_for_a_check(self, symptom: str) -> None:
        self.button("请技术支持确认状态").click()
        self.button("填写更多").click()
        self.writes("symptom", symptom)
        self.registers()

    def hands_over_the_opinion_about(self, device: str, opinion: str) -> None:
        self.button("设备反馈").click()
        self.page.get_by_role("button", name=re.compile("^交给客户")).click()
        customer = Customer(self.page)
        customer.is_asked("评分")
        customer.chooses("3")
        customer.goes_on()
        customer.chooses("界面")
        customer.goes_on()
        customer.writes(opinion)
        customer.submits()
        customer.hands_back(PIN)
        self.is_at_work()
        self.sees(opinion)


def reports_back(support: DeskPerson) -> None:
    support.page.get_by_role("button", name="处理完毕", exact=True).click()
    support.page.locator('[data-field="field-work_done"] textarea').fill(WORK_DONE)
    support.page.locator('[data-field="field-finding"] label.chip').filter(has_text="设备正常").click()
    support.page.locator('[data-field="field-restored_at"]').get_by_role("button", name="现在").click()
    form = support.page.locator("form.command")
    form.get_by_role("button", name="处理完毕", exact=True).click()
    expect(form).to_have_count(0)
