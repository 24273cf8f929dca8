"""Safety: a round finds a hazard that somebody removes and somebody else checks; a drill is timed and scored."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.safety_person import SafetyPerson

pytestmark = pytest.mark.journey
WRONG = "地垫卷边，雨天有积水"


def test_a_failed_item_becomes_a_hazard_that_another_person_closes_out(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = SafetyPerson(tablet.open())
    manager.begins_the_day(instance)
    goes_through_a_patrol(manager)
    manager.page.locator("article.detail").get_by_role("link").filter(has_text=WRONG).first.click()
    removes_it(manager)
    manager.has_sent_everything()

    colleague = SafetyPerson(browser_for("colleague").open())
    colleague.begins_with_a_new_tablet(instance, colleague=True)
    colleague.opens("隐患整改", WRONG)
    colleague.takes_step("复查合格，销号")
    colleague.picks("verifier", "李晓")
    colleague.page.locator('[data-field="field-verified_at"]').get_by_role("button", name="现在").click()
    colleague.confirms("复查合格，销号")
    colleague.sees("已销号")
    assert tablet.complaints == []


def goes_through_a_patrol(manager: SafetyPerson) -> None:
    """All but the last item, which fails; the browser goes away in the middle, and nothing is lost."""
    manager.begins_a_round("营业中巡查")
    last = manager.items.count() - 1
    for at in range(last):
        manager.judges(at, "合格")
    manager.is_told("进度已存本机")
    manager.goes_to("今日")
    manager.page.get_by_role("main").get_by_role("link").filter(has_text="安全检查草稿").click()
    manager.is_told(f"已查 {last} / {last + 1} 项")
    manager.button("提交检查").click()
    expect(manager.items.nth(last)).to_be_focused()
    manager.judges(last, "不合格")
    manager.items.nth(last).locator("textarea, input[type=text], input:not([type])").first.fill(WRONG)
    manager.pictures(manager.items.nth(last))
    manager.signs("inspector")
    manager.button("提交检查").click()
    manager.is_told("登记隐患 1 条")
    manager.sees("不合格项")


def removes_it(manager: SafetyPerson) -> None:
    manager.takes_step("上报安全部")
    manager.writes("interim", "已撤除地垫，放置防滑提示牌。")
    manager.confirms("上报安全部")
    manager.sees("已上报")
    manager.takes_step("开始整改")
    manager.writes("measure", "更换防滑地垫，四角固定。")
    manager.confirms("开始整改")
    manager.takes_step("整改完成，提请复查")
    manager.picks("rectifier", "王芳")
    manager.page.locator('[data-field="field-rectified_at"]').get_by_role("button", name="现在").click()
    manager.pictures(manager.page.locator('[data-field="field-photo_after"]'))
    manager.confirms("整改完成，提请复查")
    manager.sees("复查须由另一人进行")
    expect(manager.button("复查合格，销号")).to_have_count(0)


def test_a_drill_is_stamped_step_by_step_and_scored_by_the_bank(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = SafetyPerson(tablet.open())
    manager.begins_the_day(instance)
    plans_a_fire_drill(manager)
    expect(manager.page.get_by_role("button", name=re.compile("王芳"))).to_be_visible()
    for step in ("通知参演人员", "开始演练"):
        manager.button(step).click()
    taps = manager.page.get_by_role("button", name="完成")
    expect(taps).to_have_count(8)
    for left in range(7, -1, -1):
        taps.first.click()
        expect(taps).to_have_count(left)
    manager.page.get_by_role("radiogroup", name="广播疏散").get_by_role("radio", name="部分").click()
    manager.button("119 消防").click()
    manager.writes("head_count_due", "9")
    manager.writes("head_count", "9")
    manager.is_told("当前 94 分")
    manager.button("结束演练").click()
    manager.sees("系统评定")
    manager.sees("94 分")
    manager.takes_step("确认评分")
    assert tablet.complaints == []


def plans_a_fire_drill(manager: SafetyPerson) -> None:
    manager.goes_to("记录")
    manager.page.get_by_role("main").get_by_role("link", name=re.compile("^应急演练")).click()
    manager.picks("scenario", "火灾")
    manager.page.locator('[data-field="field-planned_at"]').get_by_role("button", name="现在").click()
    manager.writes("commander", "赵敏")
    people = manager.page.locator('[data-field="field-participants"]')
    people.get_by_role("button", name="添加").click()
    manager.picks("participants.0.account", "王芳")
    people.locator('[data-field="field-participants.0.role"] input').fill("疏散引导")
    manager.registers()
    manager.opens("应急演练", "火灾")
