"""What the bank could not simply take comes back to the person as a card: what came first, or what to choose from."""

from __future__ import annotations

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
ASKED = "客户询问结构性存款的起购金额。"
MINE = "客户询问结构性存款的起购金额与期限。"
THEIRS = "客户询问结构性存款能否提前支取。"
TICKET = "请信贷部门说明抵押贷款的评估流程。"


def test_two_tablets_that_write_different_things_meet_in_a_card(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet, other = browser_for("tablet"), browser_for("tablet-colleague")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.asks(ASKED)
    manager.has_sent_everything()
    colleague = LobbyManager(other.open())
    colleague.begins_with_a_new_tablet(instance, colleague=True)

    tablet.offline(True)
    manager.opens_in_ledger(ASKED)
    manager.corrects("question", MINE)
    colleague.opens_in_ledger(ASKED)
    colleague.corrects("question", THEIRS)
    colleague.has_sent_everything()
    other.close()

    tablet.offline(False)
    manager.has_sent_everything()
    manager.has_one_thing_to_do("更正")
    look = Looking.at_tablet(manager.page)
    sides = manager.page.get_by_role("main").get_by_role("radio")
    expect(sides).to_have_count(3)
    for value in (ASKED, MINE, THEIRS):
        expect(manager.page.get_by_role("main")).to_contain_text(value)
    look("conflict")
    faults = the_desk_may_choose_too(browser_for("desk"), instance)
    manager.page.get_by_role("main").locator("label").filter(has_text=MINE).click()
    manager.button("按所选保留").click()
    manager.sees(MINE)
    manager.has_sent_everything()
    manager.has_nothing_to_do()
    assert look.faults + faults == []
    assert tablet.complaints + other.complaints == []


def the_desk_may_choose_too(desk: Browser, instance: Instance) -> list[str]:
    """Whoever answers for the branch meets the same sides; what is wrong with the page is told."""
    supervisor = DeskPerson(desk.open(), instance.url)
    supervisor.signs_in(account(instance.accounts, "ops_supervisor"))
    supervisor.goes_to("冲突")
    supervisor.rows.first.click()
    for value in (ASKED, MINE, THEIRS):
        expect(supervisor.page.get_by_role("main")).to_contain_text(value)
    look = Looking.at_desk(supervisor.page)
    look("conflict")
    desk.close()
    return look.faults + desk.complaints


def test_a_step_that_came_too_late_says_what_came_first(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet, desk = browser_for("tablet"), browser_for("desk")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    manager.asks(ASKED, "消费贷")
    manager.opens_in_ledger(ASKED)
    manager.button("联系部门").click()
    manager.writes("content", TICKET)
    manager.registers()
    manager.has_sent_everything()

    tablet.offline(True)
    manager.opens_in_ledger(TICKET)
    manager.takes_step("撤回")
    manager.writes("reason", "客户改变了主意")
    manager.confirms("撤回")
    agent = DeskPerson(desk.open(), instance.url)
    agent.signs_in(account(instance.accounts, "department_agent", "credit_dept"))
    agent.opens(TICKET)
    agent.does("接收")

    tablet.offline(False)
    manager.has_sent_everything()
    manager.has_one_thing_to_do("撤回")
    look = Looking.at_tablet(manager.page)
    expect(manager.page.get_by_text("您想改为“已撤回”，但在此之前这条记录已是“已接收”。")).to_be_visible()
    look("late-step")
    manager.button("按现状保留").click()
    manager.sees("已接收")
    manager.has_sent_everything()
    manager.has_nothing_to_do()
    assert look.faults == []
    assert tablet.complaints + desk.complaints == []
