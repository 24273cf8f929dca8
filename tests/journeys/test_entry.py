"""Getting in: a PIN that is tried too often locks the tablet and keeps its queue; a wiped tablet says what it lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.people import RECEIVED, account

pytestmark = pytest.mark.journey
QUESTION = "客户询问如何修改预留手机号码。"
WRONG_PIN = "918273"


def test_five_wrong_pins_lock_the_tablet_and_its_queue_stays(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    tablet.offline(True)
    manager.asks(QUESTION)
    manager.locks()

    for failures in range(1, 5):
        manager.tries(WRONG_PIN)
        expect(manager.page.get_by_text(f"已输错 {failures} 次")).to_be_visible()
    manager.tries(WRONG_PIN)
    expect(manager.page.get_by_text("PIN 码已锁定")).to_be_visible()
    expect(manager.keypad.first).to_be_disabled()

    tablet.offline(False)
    manager.button("用密码登录").click()
    manager.signs_in(account(instance.accounts, "lobby_manager"))
    manager.sets_a_pin()
    manager.everything_is_received()
    manager.opens_in_ledger(QUESTION)
    manager.sees(RECEIVED)
    assert tablet.complaints == []


def test_a_wiped_tablet_says_what_it_lost_and_can_be_enrolled_again(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    tablet.offline(True)
    manager.asks(QUESTION)
    tablet.loses_its_databases(instance.url)
    manager.page.reload()
    expect(manager.page.get_by_text("这台平板的本机数据不在了")).to_be_visible()
    expect(manager.page.get_by_text("清除前还有 1 项没有上传")).to_be_visible()

    tablet.offline(False)
    manager.page.goto(instance.fresh_enrolment_link())
    manager.button("重新登记这台平板").click()
    manager.enrols_here()
    manager.signs_in(account(instance.accounts, "lobby_manager"))
    manager.sets_a_pin()
    assert tablet.complaints == []
