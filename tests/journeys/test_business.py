"""A transfer whose payee is like somebody on a list: 合规部 decides, the teller confirms, and a serial number counts once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Browser
from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.people import account

pytestmark = pytest.mark.journey
PAYEE = "趙虛構"  # stands on the list of the demonstration, in the other writing
OPINION = "出生日期与证件号码均不符，非同一人。"
SERIAL = "HX2026112500017"
SUM, OTHER_SUM = "38600", "21700"
CLUE = "三名客户由同一人陪同逐一转账，问及用途均看向陪同人。"


def test_a_hit_is_decided_by_compliance_and_confirmed_by_the_teller(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    takes_a_transfer(manager, PAYEE, SUM, "需合规核对")
    the_check_goes_to_compliance(manager)
    manager.everything_is_received()
    rules_false_positive(browser_for("desk-compliance"), instance)
    the_business_is_cleared(manager)
    takes_a_transfer(manager, "王小青", OTHER_SUM, "无命中")
    manager.takes_step("核验通过")
    manager.confirms("核验通过")
    manager.everything_is_received()
    confirms_each_serial_once(browser_for("desk-teller"), instance)
    assert tablet.complaints == []


def test_a_clue_is_for_compliance_alone(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    tablet.offline(True)
    manager.begins("可疑线索")
    manager.picks("signs", "他人陪同指挥")
    manager.writes("account", CLUE)
    manager.registers()
    manager.goes_to("台账")
    rows = manager.page.get_by_role("region", name="台账").get_by_role("listitem")
    expect(rows.nth(1)).to_be_visible()
    expect(rows.filter(has_text="可疑线索")).to_have_count(0)
    tablet.offline(False)
    manager.everything_is_received()
    desk = browser_for("desk-compliance")
    agent = DeskPerson(desk.open(), instance.url)
    agent.signs_in(account(instance.accounts, "department_agent", "compliance_dept"))
    agent.opens("已提交")
    agent.does("接收")
    expect(agent.page.get_by_role("main")).to_contain_text("他人陪同指挥")
    assert tablet.complaints + desk.complaints == []


def takes_a_transfer(manager: LobbyManager, payee: str, amount: str, found: str) -> None:
    manager.begins("业务受理")
    manager.picks("business_type", "转账汇款")
    manager.writes("amount", amount)
    manager.writes("counterparty", payee)
    expect(manager.page.get_by_text("收款人名单核对")).to_contain_text(found)
    manager.registers()
    manager.sees("办理进度")


def the_check_goes_to_compliance(manager: LobbyManager) -> None:
    manager.button("做合规检查").click()
    manager.picks("subject", "交易对手")
    manager.writes("counterparty_name", PAYEE)
    manager.registers()
    manager.sees("需合规核对")
    manager.takes_step("移交合规")
    manager.writes("reason", "收款人与名单相似")
    manager.confirms("移交合规")
    manager.sees("合规部正在核对")


def rules_false_positive(desk: Browser, instance: Instance) -> None:
    agent = DeskPerson(desk.open(), instance.url)
    agent.signs_in(account(instance.accounts, "department_agent", "compliance_dept"))
    agent.opens("交易对手")
    expect(agent.page.get_by_role("main")).to_contain_text("1971 年生")
    agent.page.get_by_role("button", name="合规通过", exact=True).click()
    agent.page.locator('[data-field="field-hit_ruling"] label.chip').filter(has_text="误中").first.click()
    agent.page.locator('[data-field="field-compliance_opinion"] textarea').fill(OPINION)
    form = agent.page.locator("form.command")
    form.get_by_role("button", name="合规通过", exact=True).click()
    expect(form).to_have_count(0)
    assert desk.complaints == []


def the_business_is_cleared(manager: LobbyManager) -> None:
    manager.goes_to("台账")
    manager.page.get_by_role("region", name="台账").get_by_role("link").filter(has_text="转账汇款").first.click()
    manager.button("关联并核验通过").click()
    manager.sees("可办理")


def confirms_each_serial_once(desk: Browser, instance: Instance) -> None:
    teller = DeskPerson(desk.open(), instance.url)
    teller.signs_in(account(instance.accounts, "teller"))
    teller.goes_to("业务确认")
    expect(teller.rows.filter(has_text="38,600.00")).to_be_visible()
    teller.rows.first.click()
    expect(teller.page.get_by_role("article")).to_be_visible()
    look = Looking.at_desk(teller.page)
    look("confirm")
    assert look.faults == []
    teller.goes_to("记录")
    confirms(teller, "38,600.00")
    expect(teller.page.locator("form.command")).to_have_count(0)
    confirms(teller, "21,700.00")
    field = teller.page.locator('[data-field="field-core_serial_no"]')
    expect(field).to_contain_text(re.compile("与记录 YW-.* 重复"))
    assert [each for each in desk.complaints if "422" not in each] == []


def confirms(teller: DeskPerson, amount: str) -> None:
    teller.opens(amount)
    teller.page.get_by_role("button", name="确认完成", exact=True).click()
    teller.page.locator('[data-field="field-core_serial_no"] input').fill(SERIAL)
    teller.page.locator("form.command").get_by_role("button", name="确认完成", exact=True).click()
