"""The customer's voice and the branch's events: an opinion becomes a complaint with its clock and, with others, a report and a plan; an event passes its approvals."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.people import account
from tests.journeys.safety_person import SafetyPerson

pytestmark = pytest.mark.journey
SAID = "上午排队四十分钟，窗口又只开两个，等得太久了。"
AGAIN = "上午排队四十多分钟，窗口还是只开两个，等得太久。"
SUMMED_UP = {
    "sample_count": "112",
    "channels": "现场 61 条、问卷 51 条。",
    "suggestions": "月初增开弹性窗口，设备旁安排陪同。",
}
PLANNED = "四季度等候改善计划"
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
    sums_up_the_quarter(manager)
    plans_what_to_improve(manager)
    manager.has_sent_everything()
    assert tablet.complaints == []


def sums_up_the_quarter(manager: SafetyPerson) -> None:
    manager.goes_to("记录")
    manager.page.get_by_role("main").get_by_role("link", name=re.compile("^客户反馈分析报告")).click()
    for field, text in {"period_from": "2026-07-01", "period_to": "2026-09-30", **SUMMED_UP}.items():
        manager.writes(field, text)
    foremost = manager.page.locator('[data-field="field-top_categories"]')
    foremost.get_by_role("button", name="添加").click()
    foremost.locator("label.chip").first.click()
    manager.writes("top_categories.0.count", "38")
    manager.picks("root_causes", "流程")
    manager.registers()
    manager.opens("客户反馈分析报告", SUMMED_UP["suggestions"])
    manager.takes_step("提交")
    manager.confirms("提交")
    manager.sees("已提交")


def plans_what_to_improve(manager: SafetyPerson) -> None:
    """It begins on the report, and names it."""
    manager.button("制定改善计划").click()
    expect(manager.page.locator('[data-field="field-report_id"]')).to_contain_text(SUMMED_UP["suggestions"][:6])
    for field, text in {"title": PLANNED, "period_from": "2026-10-01", "period_to": "2026-12-31"}.items():
        manager.writes(field, text)
    goals = manager.page.locator('[data-field="field-goals"]')
    goals.get_by_role("button", name="添加").click()
    goals.locator("input, textarea").first.fill("高峰时段等候不超过二十分钟")
    manager.writes("goals.0.metric", "平均等候分钟")
    manager.writes("goals.0.target", "20")
    manager.registers()
    manager.opens_in_ledger(PLANNED)
    manager.sees("高峰时段等候不超过二十分钟")


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
    told = told_of(manager, "活动方案：批准", THEME)
    expect(told).to_have_count(0)
    reviewer.approves("批准", head)
    told.click()
    manager.sees("已批准")
    assert desk.complaints == tablet.complaints == []


def told_of(manager: SafetyPerson, what: str, about: str) -> Locator:
    """The line of the tablet's notices that says what others have done, once it is told."""
    manager.goes_to("今日")
    manager.page.get_by_role("main").get_by_role("link", name=re.compile("^提醒")).click()
    return manager.page.get_by_role("main").get_by_role("link", name=re.compile(f"^{what}.*{about}"))


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
