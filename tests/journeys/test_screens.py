"""Every screen of the tablet and every page of the desk: axe finds nothing grave, and the console stays silent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.office import Colleague
from tests.journeys.people import account

pytestmark = pytest.mark.journey
QUESTION = "客户询问异地存取款的手续费。"
TERMS = {
    "反洗钱合规检查": "在金融交易中对客户身份进行核实",
    "自助服务设备": "银行提供的自动化设备",
    "客户满意度调查": "评估客户对银行服务质量的工具",
}
OTHERS = {
    "back_office": "后台支持部门",
    "operations_dept": "运营部",
    "training_dept": "培训部门",
    "management": "管理层",
    "sales_team": "销售团队",
    "security_dept": "安全部",
    "other_dept": "其他部门",
}


def test_the_way_into_a_tablet_shuts_nobody_out(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet-new")
    manager = LobbyManager(tablet.open())
    look = Looking.at_tablet(manager.page)
    manager.page.goto(instance.enrolment_link)
    expect(manager.button("登记平板")).to_be_visible()
    look("enrol")
    manager.enrols_here()
    look("sign-in")
    manager.signs_in(account(instance.accounts, "lobby_manager"))
    expect(manager.keypad.first).to_be_visible()
    look("set-pin")
    manager.sets_a_pin()
    look("today")
    manager.locks()
    look("unlock")
    manager.tries("918273")
    expect(manager.page.get_by_text("已输错 1 次")).to_be_visible()
    look("unlock-wrong")
    manager.button("用密码登录").click()
    expect(manager.page.get_by_label("密码")).to_be_visible()
    look("unlock-by-password")
    assert look.faults == []
    assert tablet.complaints == []


def test_the_screens_where_work_is_captured_shut_nobody_out(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    look = Looking.at_tablet(manager.page)
    manager.begins_the_day(instance)
    manager.goes_to("记录")
    look("capture")
    manager.begins("咨询")
    manager.picks("topic_code", "挂失补卡")
    look("consultation")
    manager.button("填写更多").click()
    look("consultation-whole")
    manager.button("其他咨询主题").click()
    expect(manager.page.get_by_role("dialog")).to_be_visible()
    look("topics")
    manager.puts_the_sheet_away()
    manager.button("搁置").click()
    expect(manager.drafts).to_be_visible()
    look("today-draft")
    manager.begins("遗失物品")
    manager.button("登记").click()
    expect(manager.page.get_by_text("处需要核对")).to_be_visible()
    look("lost-item-faults")
    assert look.faults == []
    assert tablet.complaints == []


def test_the_screens_of_what_was_captured_shut_nobody_out(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    look = Looking.at_tablet(manager.page)
    manager.begins_the_day(instance)
    manager.asks(QUESTION)
    manager.goes_to("台账")
    look("ledger")
    manager.opens_in_ledger(QUESTION)
    manager.sees("银行已收到")
    look("record")
    manager.button("联系部门").click()
    expect(manager.page.get_by_text("来自 ZX-")).to_be_visible()
    look("ticket")
    manager.opens_in_ledger(QUESTION)
    manager.takes_step("解答")
    look("answer")
    manager.puts_the_sheet_away()
    manager.button("更正").click()
    expect(manager.page.get_by_text("更正原因")).to_be_visible()
    look("correct")
    manager.looks_at_sync()
    look("sync")
    manager.page.get_by_role("main").locator("label", has_text="已收到").click()
    look("sync-received")
    assert look.faults == []
    assert tablet.complaints == []


def test_the_screens_beside_the_work_shut_nobody_out(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    look = Looking.at_tablet(manager.page)
    manager.begins_the_day(instance)
    manager.goes_to("知识")
    look("knowledge")
    manager.page.get_by_role("main").get_by_role("link", name="消费贷").click()
    expect(manager.page.get_by_text("转办部门")).to_be_visible()
    look("topic")
    manager.page.get_by_role("main").get_by_role("link", name="个人消费贷").click()
    expect(manager.page.get_by_text("常见问题")).to_be_visible()
    look("product")
    for term, told in TERMS.items():
        manager.goes_to("知识")
        manager.page.get_by_role("main").locator("label.chip").filter(has_text="术语").click()
        manager.page.get_by_role("main").get_by_role("link", name=re.compile(f"^{term}")).click()
        expect(manager.page.get_by_role("article").get_by_text(told)).to_be_visible()
        expect(manager.page.get_by_role("article").get_by_role("link", name="用它登记")).to_be_visible()
    look("term")
    manager.goes_to("我的")
    look("me")
    manager.button("退出登录").click()
    expect(manager.page.get_by_role("dialog")).to_be_visible()
    look("sign-out")
    manager.puts_the_sheet_away()
    manager.button("更换 PIN 码").click()
    expect(manager.keypad.first).to_be_visible()
    look("change-pin")
    manager.page.goto(f"{instance.url}/nowhere")
    manager.unlocks()
    expect(manager.page.get_by_text("没有这个页面")).to_be_visible()
    look("missing")
    assert look.faults == []
    assert tablet.complaints == []


def test_the_desk_of_a_department_shuts_nobody_out(
    instance: Instance, browser_for: OpenBrowser, chromium: Playwright
) -> None:
    """And each of those that no other journey is about receives its ticket and answers it; management approves a plan."""
    asked = tickets_to(OTHERS, Colleague.signs_in(chromium, instance, account(instance.accounts, "lobby_manager")))
    desk = browser_for("desk")
    agent = DeskPerson(desk.open(), instance.url)
    look = Looking.at_desk(agent.page)
    agent.page.goto(f"{instance.url}/desk")
    expect(agent.page.get_by_label("密码")).to_be_visible()
    look("sign-in")
    agent.signs_in(account(instance.accounts, "department_agent", "credit_dept"))
    expect(agent.rows.first).to_be_visible()
    look("inbox")
    agent.opens("个体工商户")
    agent.page.get_by_role("button", name="回复", exact=True).click()
    expect(agent.page.locator("form.command")).to_be_visible()
    agent.page.get_by_label("回复模板").select_option(label="初步符合")
    expect(agent.page.locator('[data-field="field-reply"] textarea')).to_have_value(re.compile("不构成审批承诺"))
    look("ticket-reply")
    agent.goes_to("工作量")
    expect(agent.page.get_by_role("img", name=re.compile("近 8 周"))).to_be_visible()
    look("load")
    agent.looks_at_the_account()
    look("account")
    agent.puts_the_sheet_away()
    agent.page.goto(f"{instance.url}/desk/nowhere")
    expect(agent.page.get_by_role("main")).to_be_visible()
    look("missing")
    for department, content in asked.items():
        agent.signs_out()
        agent.signs_in(account(instance.accounts, "department_agent", department))
        answers(agent, content)
    agent.signs_out()
    approves_the_plan(agent, plan_for_management(chromium, instance), account(instance.accounts, "management"), look)
    assert look.faults == []
    assert desk.complaints == []


def tickets_to(departments: Mapping[str, str], colleague: Colleague) -> dict[str, str]:
    """By department, what it is asked."""
    asked = {code: f"请{zh}协助办理并答复。" for code, zh in departments.items()}
    for code, content in asked.items():
        other = "网点工会" if code == "other_dept" else None
        colleague.makes("department_ticket", to_department=code, content=content, linked=None, other_department=other)
    return asked


def plan_for_management(chromium: Playwright, instance: Instance) -> str:
    """A plan that the branch has agreed to, called by its title."""
    author = Colleague.signs_in(chromium, instance, account(instance.accounts, "lobby_manager"))
    report = author.makes("analysis_report", satisfaction_id=None)
    plan = author.makes("improvement_plan", report_id=report["id"], review_id=None)
    author.makes("improvement_measure", plan_id=plan["id"])
    for verb in ("discuss", "submit"):
        author.takes(plan, verb)
    Colleague.signs_in(chromium, instance, account(instance.accounts, "branch_manager")).approves(plan, "endorse")
    return str(author.sees(plan)["values"]["title"])


def approves_the_plan(desk: DeskPerson, title: str, who: Mapping[str, Any], look: Looking) -> None:
    """They are told of it, and the notice opens it."""
    desk.signs_in(dict(who))
    desk.reads_the_notice(title)
    expect(desk.page.get_by_role("button", name="批准", exact=True)).to_be_visible()
    look("plan-to-approve")
    desk.approves("批准", dict(who))
    expect(desk.page.get_by_role("article").get_by_text("已批准").first).to_be_visible()


def answers(agent: DeskPerson, content: str) -> None:
    agent.opens(content)
    agent.does("接收")
    agent.replies(f"{content}已办理完毕。", "已解决")
    expect(agent.page.get_by_role("article").get_by_text(f"{content}已办理完毕。")).to_be_visible()


def test_the_desk_of_a_branch_shuts_nobody_out(instance: Instance, browser_for: OpenBrowser) -> None:
    desk = browser_for("desk")
    supervisor = DeskPerson(desk.open(), instance.url)
    look = Looking.at_desk(supervisor.page)
    supervisor.signs_in(account(instance.accounts, "ops_supervisor"))
    looks_at_records(supervisor, look)
    looks_at_documents(supervisor, look)
    looks_at_tablets(supervisor, look)
    assert look.faults == []
    assert desk.complaints == []


def looks_at_records(supervisor: DeskPerson, look: Looking) -> None:
    supervisor.goes_to("记录")
    expect(supervisor.rows.first).to_be_visible()
    look("records")
    supervisor.opens("王**")
    expect(supervisor.page.get_by_role("article")).to_be_visible()
    look("record")


def looks_at_documents(supervisor: DeskPerson, look: Looking) -> None:
    """Found by what it prints, read in the page, printed twice, void, issued again; a draft; and the register of it all."""
    page = supervisor.page
    supervisor.goes_to("文件中心")
    page.get_by_label("状态").select_option(label="已出具")
    expect(supervisor.rows.first).to_be_visible()
    look("documents")
    supervisor.searches("客户咨询 记录表")
    supervisor.rows.first.click()
    supervisor.previews()
    look("document")
    supervisor.sees_the_keys()
    supervisor.prints_it()
    supervisor.prints_it_again("客户遗失原件")
    look("document-again")
    supervisor.declares_it_void("录入错误", "客户姓名登记有误")
    look("document-void")
    supervisor.issues_it_again("更正后重新出具")
    supervisor.drafts_a_period()
    look("draft")
    supervisor.puts_the_sheet_away()
    page.get_by_role("button", name="登记簿", exact=True).click()
    expect(page.get_by_text("文号连续，无缺号")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="录入错误 · 客户姓名登记有误")).to_be_visible()
    look("serials")


def looks_at_tablets(supervisor: DeskPerson, look: Looking) -> None:
    supervisor.goes_to("平板")
    expect(supervisor.page.get_by_text("T1").first).to_be_visible()
    look("tablets")
