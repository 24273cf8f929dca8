"""The desks of who answers for a branch, of the administrator and of the auditor: each one's job, and no page shuts anybody out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.looking import Looking
from tests.journeys.people import account

pytestmark = pytest.mark.journey
OWN = "my own password 26"


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_supervisor_sees_what_waits_and_closes_the_day(instance: Instance, browser_for: OpenBrowser) -> None:
    desk = browser_for("desk")
    supervisor, who = DeskPerson(desk.open(), instance.url), account(instance.accounts, "ops_supervisor")
    page, look = supervisor.page, Looking.at_desk(supervisor.page)
    supervisor.signs_in(who)
    expect(page.get_by_role("heading", name="概览", exact=True)).to_be_visible()
    tile = page.get_by_role("link", name=re.compile("今日未完成检查"))
    expect(tile).to_be_visible()
    expect(page.get_by_text("合规部").first).to_be_visible()
    look("overview")
    tile.click()
    expect(page.get_by_text("只看：今日未完成检查")).to_be_visible()
    supervisor.goes_to("概览")
    page.get_by_role("link", name=re.compile("^安全管理")).click()
    expect(page.get_by_role("button", name=re.compile("^安全管理"))).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="逐笔依据")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^检查合格率"))).to_be_visible()
    look("kpis")
    supervisor.goes_to("日结对账")
    expect(page.get_by_text("当日完整性")).to_be_visible()
    look("day")
    button(page, "日结")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("登录密码").fill(who["password"])
    sheet.get_by_role("button", name="日结", exact=True).click()
    expect(sheet.get_by_text("请写明情况")).to_be_visible()
    sheet.get_by_label("情况说明").fill("演示数据，平板未启用。")
    look("day-sheet")
    sheet.get_by_role("button", name="日结", exact=True).click()
    expect(sheet).to_have_count(0)
    expect(page.get_by_text("已日结").first).to_be_visible()
    assert look.faults == []
    assert desk.complaints == []


def test_an_administrator_lets_somebody_in_who_then_sets_their_own_password(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    desk = browser_for("desk")
    admin = DeskPerson(desk.open(), instance.url)
    page, look = admin.page, Looking.at_desk(admin.page)
    admin.signs_in(account(instance.accounts, "admin"))
    expect(page.get_by_role("heading", name="用户", exact=True)).to_be_visible()
    button(page, "新建用户")
    page.get_by_label("姓名").fill("新柜员")
    page.get_by_label("用户名").fill("newteller")
    page.locator('[data-field="account-roles"] label.chip').filter(has_text="柜员").click()
    button(page, "创建并生成初始密码")
    given = page.locator("[data-password]").inner_text()
    look("initial-password")
    button(page, "已交给本人，关闭")
    expect(page.get_by_text("创建账号")).to_be_visible()
    look("user")
    for place, name in (("网点", "branches"), ("营业日历", "calendar"), ("平板", "admin-tablets")):
        admin.goes_to(place)
        if place == "营业日历":
            expect(page.get_by_role("link", name="维护班次")).to_be_visible()
        look(name)
    admin.goes_to("网点")
    button(page, "开设网点")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("网点号").fill("0214")
    sheet.get_by_label("网点名称").fill("城西支行")
    sheet.get_by_role("button", name="开设网点", exact=True).click()
    expect(page.get_by_role("cell", name="城西支行")).to_be_visible()
    newcomer = browser_for("desk-newcomer")
    teller = DeskPerson(newcomer.open(), instance.url)
    teller.page.goto(f"{instance.url}/desk")
    teller.page.get_by_label("用户名").fill("newteller")
    teller.page.get_by_label("密码").fill(given)
    button(teller.page, "登录")
    expect(teller.page.get_by_text("您正在使用初始密码")).to_be_visible()
    Looking.at_desk(teller.page)("set-password")
    for label, typed in (("原密码", given), ("新密码", OWN), ("再输一次新密码", OWN)):
        teller.page.get_by_label(label, exact=True).fill(typed)
    button(teller.page, "设置密码")
    expect(teller.page.get_by_role("button", name="登录", exact=True)).to_be_visible()
    teller.signs_in({"username": "newteller", "password": OWN})
    expect(teller.page.get_by_role("heading", name="概览", exact=True)).to_be_visible()
    regional = DeskPerson(browser_for("desk-regional").open(), instance.url)
    regional.signs_in(account(instance.accounts, "regional_supervisor"))
    look_at_all = Looking.at_desk(regional.page)
    opened = regional.page.get_by_role("region", name="各网点", exact=True).get_by_role("link", name="城西支行")
    opened.scroll_into_view_if_needed()
    expect(regional.page.get_by_role("region", name="各网点绩效").get_by_role("rowheader")).to_have_count(2)
    look_at_all("branches-overview")
    opened.click()
    expect(regional.page).to_have_url(re.compile("branch_id="))
    assert look.faults + look_at_all.faults == []
    assert desk.complaints == []


def test_an_auditor_proves_the_log_and_finds_their_own_reading_in_it(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    desk = browser_for("desk")
    auditor = DeskPerson(desk.open(), instance.url)
    page, look = auditor.page, Looking.at_desk(auditor.page)
    auditor.signs_in(account(instance.accounts, "auditor"))
    auditor.goes_to("记录")
    expect(auditor.rows.first).to_be_visible()
    auditor.goes_to("审计日志")
    button(page, "校验日志链")
    expect(page.get_by_text("校验通过")).to_be_visible()
    page.get_by_label("操作").select_option(label="审计查看")
    expect(page.get_by_role("cell", name="页面 records", exact=True).first).to_be_visible()
    look("audit")
    assert look.faults == []
    assert desk.complaints == []
