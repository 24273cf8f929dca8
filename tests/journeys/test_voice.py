"""The customer's voice and the branch's events: an opinion becomes a complaint with its clock; an event passes its approvals."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.people import account
from tests.journeys.safety_person import SafetyPerson

pytestmark = pytest.mark.journey
SAID = "上午排队四十分钟，窗口又只开两个，等得太久了。"
AGAIN = "上午排队四十多分钟，窗口还是只开两个，等得太久。"
THEME = "守住养老钱防诈骗进网点"


def test_an_opinion_is_classed_by_its_words_and_becomes_a_complaint_with_its_clock(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = SafetyPerson(tablet.open())
    manager.begins_the_day(instance)
    manager.begins("客户意见")
    manager.picks("kind", "不满")
    manager.writes("content", SAID)
    manager.page.get_by_role("region", name="建议分类").get_by_role("button", name=re.compile("等候过久")).click()
    manager.registers()

    manager.begins("客户意见")
    manager.writes("content", AGAIN)
    manager.is_told("重复于")
    manager.button("搁置").click()

    manager.opens("客户意见", SAID)
    manager.page.locator("footer.actions").get_by_role("button", name="转为投诉").click()
    people = manager.page.locator('[data-field="field-complainants"]')
    people.get_by_role("button", name="添加").click()
    people.locator("input[type=text], input:not([type])").first.fill("陈建国")
    manager.registers()
    manager.has_sent_everything()
    manager.opens("消费投诉", SAID)
    manager.sees("第 0 日 / 15 日（自然日）")
    manager.sees("还有 15 天")
    assert tablet.complaints == []


def test_an_event_passes_marketing_compliance_and_the_branch_manager(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = SafetyPerson(tablet.open())
    manager.begins_the_day(instance)
    plans_an_event(manager)
    manager.takes_step("送市场部审核")
    manager.page.get_by_role("dialog").get_by_role("button", name="送市场部审核").click()
    manager.sees("市场部审核")

    desk = browser_for("desk")
    reviewer = DeskPerson(desk.open(), instance.url)
    for department, step in (("marketing_dept", "市场部通过"), ("compliance_dept", "合规部通过")):
        agent = account(instance.accounts, "department_agent", department)
        reviewer.signs_in(agent)
        reviewer.opens(THEME)
        expect(reviewer.page.get_by_text("未发现禁用语")).to_be_visible()
        reviewer.approves(step, agent)
        reviewer.signs_out()
    manager.opens("活动方案", THEME)
    manager.sees("待网点负责人批准")
    expect(manager.button("批准")).to_have_count(0)

    head = account(instance.accounts, "branch_manager")
    reviewer.signs_in(head)
    reviewer.goes_to("记录")
    reviewer.opens(THEME)
    expect(reviewer.page.get_by_text("自上次审批以来内容没有变更")).to_be_visible()
    reviewer.approves("批准", head)
    manager.opens("活动方案", THEME)
    manager.sees("已批准")
    assert desk.complaints == tablet.complaints == []


def plans_an_event(manager: SafetyPerson) -> None:
    manager.goes_to("记录")
    manager.page.get_by_role("main").get_by_role("link", name=re.compile("^活动方案")).click()
    manager.picks("event_type", "")
    manager.writes("theme", THEME)
    for field, at in (("start_at", "2027-01-12T09:30"), ("end_at", "2027-01-12T11:00")):
        manager.writes(field, at)
    manager.writes("place", "网点大堂等候区")
    manager.writes("audience", "周边社区老年客户约四十人")
    people = manager.page.locator('[data-field="field-roles"]')
    people.get_by_role("button", name="添加").click()
    people.locator("input[type=text], input:not([type])").first.fill("王芳")
    people.locator("label.chip").filter(has_text="讲解").click()
    manager.writes("script", "购买本产品保本保收益。")
    manager.is_told("话术：.*保本")
    manager.writes("script", "陌生来电说您账户有问题，先挂断，再打官方电话核实。")
    manager.is_told("未发现禁用语")
    manager.writes("risk_plan", "控制在场人数，保持疏散通道畅通。")
    manager.registers()
    manager.opens("活动方案", THEME)
