"""The tablet in a customer's hands: nothing of the bank's staff on it, and no way out but a PIN."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.customer import Customer
from tests.journeys.entering import PIN
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.people import account

pytestmark = pytest.mark.journey
QUESTION = "三年期大额存单到期后如何转存。"
ANSWER = "到期自动转存，也可提前预约换产品。"
CAMPAIGN = "岁末网点服务问卷"
SHANGHAI = timezone(timedelta(hours=8))
OPINION = "讲得很清楚，希望下午多开一个窗口。"


def test_a_customer_scores_the_service_on_the_locked_tablet_and_hands_it_back(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.asks(QUESTION, "定期/大额存单")
    tablet.offline(True)
    invites_about(manager, QUESTION)
    chooses_the_way(manager, "交给客户填写")

    customer = Customer(manager.page)
    customer.is_asked("请为我们的服务打分")
    sees_nothing_of_the_staff(manager, instance)
    finds_no_way_out(manager)
    customer.begins()
    customer.is_asked("总体满意度")
    customer.page.get_by_role("button", name="下一步").click()
    expect(manager.page.get_by_role("alert")).to_contain_text("请")
    customer.answers_everything_with("5", OPINION)

    customer.hands_back("135791")
    expect(manager.page.get_by_text("PIN").first).to_be_visible()
    expect(manager.page.get_by_role("navigation", name="主导航")).to_have_count(0)
    manager.tries(PIN)
    manager.is_at_work()
    manager.sees(QUESTION)
    tablet.offline(False)
    manager.has_sent_everything()
    manager.opens_in_ledger(OPINION)
    manager.sees("已提交")
    assert tablet.complaints == []


def test_a_reload_gives_the_customer_nothing_but_the_way_back(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.asks(QUESTION, "定期/大额存单")
    invites_about(manager, QUESTION)
    chooses_the_way(manager, "交给客户填写")
    Customer(manager.page).begins()
    Customer(manager.page).chooses("1")
    manager.page.goto(f"{instance.url}/ledger")
    expect(manager.page.get_by_role("heading", name="请把平板交还工作人员")).to_be_visible()
    sees_nothing_of_the_staff(manager, instance)
    manager.unlocks()
    manager.goes_to("台账")
    manager.page.get_by_role("region", name="台账").get_by_role("link", name=re.compile("^满意度问卷")).click()
    manager.sees("已发放")
    assert tablet.complaints == []


def test_a_customer_answers_on_their_own_phone_once_and_the_tablet_learns_of_it(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet, phone = browser_for("tablet"), browser_for("phone")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.asks(QUESTION, "定期/大额存单")
    tablet.offline(True)
    invites_about(manager, QUESTION)
    chooses_the_way(manager, "客户扫码填写")
    manager.sees("邀请还没有传到银行")
    address = manager.page.locator("article.detail .code svg").get_attribute("data-text")
    assert address is not None
    answering = phone.open()
    answering.goto(address)
    expect(answering.get_by_role("heading", name="页面暂时打不开")).to_be_visible()

    tablet.offline(False)
    manager.sees("请客户用手机扫码")
    answering.reload()
    answering.locator("label").filter(has_text="5 非常满意").first.click()
    answering.locator("textarea").fill(OPINION)
    answering.get_by_role("button", name="提交", exact=True).click()
    expect(answering.get_by_role("heading", name="谢谢您！")).to_be_visible()
    manager.sees("已提交")
    manager.sees(OPINION)
    assert tablet.complaints == []


def test_a_campaign_asks_customers_on_the_tablet_and_counts_what_came_back(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    look = Looking.at_tablet(manager.page)
    begins_a_campaign(manager)
    tablet.offline(True)
    manager.button("请客户填问卷").click()
    look("campaign-invite")
    chooses_the_way(manager, "交给客户填写")
    customer = Customer(manager.page)
    customer.begins()
    customer.answers_everything_with("4", OPINION)
    customer.hands_back(PIN)
    manager.is_at_work()
    manager.sees("已收回 1 份")
    look("campaign")
    tablet.offline(False)
    manager.everything_is_received()
    assert (look.faults, tablet.complaints) == ([], [])


def begins_a_campaign(manager: LobbyManager) -> None:
    manager.goes_to("记录")
    manager.page.get_by_role("main").get_by_role("link", name=re.compile("意见收集活动")).first.click()
    manager.writes("title", CAMPAIGN)
    manager.picks("method", "平板")
    for field, ahead in (("period_from", 0), ("period_to", 14)):
        manager.writes(field, f"{datetime.now(SHANGHAI).date() + timedelta(days=ahead)}")
    manager.writes("planned_count", "60")
    manager.registers()
    manager.opens_in_ledger(CAMPAIGN)
    manager.takes_step("开始收集")
    manager.page.get_by_role("dialog").get_by_role("button", name="现在").click()
    manager.confirms("开始收集")
    manager.sees("已收回 0 份")


def invites_about(manager: LobbyManager, question: str) -> None:
    """When the service is given: the question has its answer."""
    manager.opens_in_ledger(question)
    manager.answers(ANSWER)
    manager.button("邀请评价").click()


def chooses_the_way(manager: LobbyManager, way: str) -> None:
    manager.page.get_by_role("button", name=re.compile(f"^{way}")).click()


def sees_nothing_of_the_staff(manager: LobbyManager, instance: Instance) -> None:
    name = account(instance.accounts, "lobby_manager")["name"]
    page = manager.page.content()
    assert QUESTION not in page
    assert name not in page
    expect(manager.page.get_by_role("navigation")).to_have_count(0)


def finds_no_way_out(manager: LobbyManager) -> None:
    """Back, Escape, and the places of the app by their links: all of it leaves the customer where they are."""
    before = manager.page.get_by_role("main").inner_text()
    manager.page.evaluate("history.back()")
    manager.page.keyboard.press("Escape")
    expect(manager.page.locator("a[href]")).to_have_count(0)
    assert manager.page.get_by_role("main").inner_text() == before
