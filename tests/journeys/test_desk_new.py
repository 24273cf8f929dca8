"""A department writes a bulletin at the desk; the branch hears of it on the tablet and says that it was read."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.people import AtTheTablet, account

pytestmark = pytest.mark.journey
TITLE = "个人消费贷利率公示口径更新"


def test_a_bulletin_is_written_at_the_desk_and_read_on_the_tablet(instance: Instance, browser_for: OpenBrowser) -> None:
    desk = browser_for("desk")
    agent = DeskPerson(desk.open(), instance.url)
    agent.signs_in(account(instance.accounts, "department_agent", "customer_service_dept"))
    agent.page.get_by_role("button", name="新建", exact=True).click()
    form = AtTheTablet(agent.page)
    expect(agent.page.get_by_role("heading", name="产品政策通告")).to_be_visible()
    look = Looking.at_desk(agent.page)
    look("new-record")
    form.button("登记").click()
    expect(agent.page.locator('[data-field="field-title"] [aria-invalid=true]')).to_be_focused()
    form.writes("title", TITLE)
    form.writes("body", "即日起以公示栏最新年化利率（单利）为准，不得口头承诺优惠。")
    agent.page.locator('[data-field="field-must_read"] input').check(force=True)
    form.button("登记").click()
    agent.does("发布")

    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.page.get_by_role("main").get_by_role("link").filter(has_text=TITLE).first.click()
    manager.page.get_by_role("button", name="已阅", exact=True).first.click()
    manager.page.get_by_role("dialog").get_by_role("button", name="已阅", exact=True).click()
    manager.goes_to("今日")
    expect(
        manager.page.get_by_role("main").get_by_role("listitem").filter(has_text="请阅读并确认").filter(has_text=TITLE)
    ).to_have_count(0)
    assert (look.faults, desk.complaints, tablet.complaints) == ([], [], [])
