"""The visit: two customers are greeted, one is put aside, everything of the other hangs on the visit, and nobody types twice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.greeter import Greeter
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.people import ISSUED, account
from tests.journeys.signing import signs

pytestmark = pytest.mark.journey
NOTES = "下午社保卡集中领取，注意分流。"


def test_two_customers_are_served_in_turns_and_nothing_is_typed_twice(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = Greeter(tablet.open())
    manager.begins_the_day(instance)
    look = Looking.at_tablet(manager.page)
    tablet.offline(True)
    manager.greets("理财贷款", "L005", name="王女士")
    manager.greets("自助可办", "A032", elderly=True)
    expect(manager.here).to_have_count(2)
    look("today-visits")

    manager.resumes("L005")
    manager.does_next("转咨询")
    manager.picks("topic_code", "消费贷")
    assert manager.written("customer_name") == "王女士"
    manager.button("搁置").click()
    manager.resumes("A032")
    expect(manager.page.get_by_role("navigation", name="接着办").get_by_role("link", name="老年关怀")).to_be_visible()
    look("visit-elderly")

    manager.resumes("L005")
    manager.page.get_by_role("link", name=re.compile("^继续咨询草稿")).click()
    assert manager.written("customer_name") == "王女士"
    manager.registers()
    manager.sees_it_hanging("咨询 · 消费贷")
    expect(manager.here.filter(has_text="L005")).to_contain_text("办理中")
    look("visit")
    manager.leaves("已办结")
    expect(manager.here).to_have_count(1)

    tablet.offline(False)
    manager.everything_is_received()
    assert look.faults == []
    assert tablet.complaints == []


def test_the_emergency_card_is_two_taps_away_and_needs_no_network(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    look = Looking.at_tablet(manager.page)
    tablet.offline(True)
    manager.goes_to("应急")
    expect(manager.page.get_by_role("link", name=re.compile("^119"))).to_have_attribute("href", "tel:119")
    manager.button("火灾").click()
    expect(manager.page.get_by_text("切断电源")).to_be_visible()
    look("emergency")
    manager.button("开始处置并计时").click()
    expect(manager.page.get_by_role("heading", level=1, name="火灾")).to_be_visible()
    manager.sees("已保存在本机")
    assert look.faults == []
    assert tablet.complaints == []


def test_the_queue_is_counted_with_the_thumb_and_the_shift_finds_it(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    look = Looking.at_tablet(manager.page)
    for _ in range(9):
        manager.button("多一位等候").click()
    expect(manager.page.get_by_text("等候过久：请增窗")).to_be_visible()
    manager.page.locator("label.chip", has_text="增窗").click()
    look("today-queue")
    manager.button("该记一次排队了").click()
    expect(manager.page.get_by_text(re.compile("^已记排队"))).to_be_visible()
    manager.begins("交接班")
    assert manager.written("waiting") == "9"
    expect(manager.page.locator('[data-field="field-open_tickets"]').get_by_role("listitem").first).to_be_visible()
    look("handover")
    manager.begins("晨会夕会")
    expect(manager.page.get_by_text(re.compile("^逾期未办")).first).to_be_visible()
    look("meeting")
    assert look.faults == []
    assert tablet.complaints == []


def test_a_shift_goes_from_hand_to_hand_on_one_tablet_signed_by_both_and_the_meeting_is_noted(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    giver = LobbyManager(tablet.open())
    giver.begins_the_day(instance)
    look = Looking.at_tablet(giver.page)
    giver.begins("交接班")
    giver.writes("notes", NOTES)
    signs(giver.page, "giver_signature")
    giver.registers()
    giver.opens_in_ledger(NOTES)
    giver.sees("交班人不能自己接班")
    giver.has_sent_everything()

    giver.locks()
    giver.button("用密码登录").click()
    receiver = LobbyManager(giver.page)
    receiver.signs_in(account(instance.accounts, "lobby_manager", nth=1))
    receiver.sets_a_pin("135790")
    receiver.goes_to("今日")
    waits = receiver.page.get_by_role("main").get_by_role("listitem").filter(has_text="交接班待确认")
    expect(waits.filter(has_text=NOTES)).to_be_visible()
    receiver.opens_in_ledger(NOTES)
    receiver.button("接班").click()
    expect(receiver.page.locator('[data-field="field-receiver_signature"]')).to_contain_text("请")
    signs(receiver.page, "receiver_signature")
    look("handover-to-take-over")
    receiver.button("接班").click()
    receiver.sees("已接班")
    for stroke in ("交班人签名", "接班人签名"):
        expect(receiver.page.locator("article.detail").get_by_role("img", name=stroke)).to_be_visible()
    look("handover-taken-over")
    receiver.has_sent_everything()
    receiver.opens_in_ledger(NOTES)
    receiver.sees(ISSUED)

    receiver.begins("晨会夕会")
    receiver.page.locator("form footer button[type=submit]").click()
    expect(receiver.page).not_to_have_url(re.compile("/capture/"))
    receiver.everything_is_received()
    assert (look.faults, tablet.complaints) == ([], [])
