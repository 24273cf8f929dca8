"""The openings that are not a grown person's own: of an organisation, by an agent, of a child. Each is walked on the tablet."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.office import Colleague
from tests.journeys.people import account

pytestmark = pytest.mark.journey
FITS = "button => button.scrollWidth <= button.clientWidth && button.scrollHeight <= button.clientHeight"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
COMPANY, HEAD, AGENT, CHILD = "晨光文具有限公司", "司徒静", "上官云", "慕容小满"
AGENT_SEEN = ("both_originals", "relation_proved", "willingness_called")
TOLD = ("documents_valid", "privacy_notice")


def test_an_organisation_an_agent_and_a_child_open_accounts(
    instance: Instance, browser_for: OpenBrowser, chromium: Playwright
) -> None:
    numbers = registered(Colleague.signs_in(chromium, instance, account(instance.accounts, "lobby_manager", nth=1)))
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    look = Looking.at_tablet(manager.page)
    manager.has_sent_everything()
    tablet.offline(True)
    an_organisation_opens(manager, look, numbers)
    an_agent_opens(manager, look, numbers)
    a_child_opens(manager, look, numbers)
    tablet.offline(False)
    manager.everything_is_received()
    assert (look.faults, tablet.complaints) == ([], [])


def registered(colleague: Colleague) -> dict[str, str]:
    """By their names the numbers under which they stand in the register: those of people are masked there."""
    company: dict[str, Any] = {"segment": ["corporate"], "org_name": COMPANY, "uscc": "91350100M000100Y43"}
    papers = {"id_type": None, "id_no": None, "id_valid_forever": None}
    born = f"{datetime.now(UTC).year - 11}0305"
    made = (
        colleague.makes("customer", display_name=COMPANY, **papers, **company),
        colleague.makes("customer", display_name=HEAD, id_no=resident_number("19800305")),
        colleague.makes("customer", display_name=AGENT, id_no=resident_number("19820611")),
        colleague.makes("customer", display_name=CHILD, id_no=resident_number(born), occupation="student"),
    )
    return dict(zip((COMPANY, HEAD, AGENT, CHILD), (each["no"] for each in made), strict=True))


def resident_number(born: str, order: str = "004") -> str:
    """With the check digit of GB 11643."""
    body = f"110105{born}{order}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def begins_for(manager: LobbyManager, number: str) -> None:
    manager.opens_in_ledger(number)
    manager.page.locator("footer.actions").get_by_role("button", name="开户", exact=True).click()
    expect(manager.page.locator("#field-documents_valid")).to_be_visible()


def chooses(manager: LobbyManager, field: str, number: str) -> None:
    manager.page.locator(f'[data-field="field-{field}"]').get_by_role("button", name=re.compile("^选择")).click()
    sheet = manager.page.get_by_role("dialog")
    sheet.locator("button.pick").filter(has_text=number).first.click()
    expect(sheet).to_have_count(0)


def ticks(manager: LobbyManager, *fields: str) -> None:
    for field in fields:
        manager.page.locator(f"#field-{field}").check(force=True)


def looks_at_people(manager: LobbyManager, look: Looking, name: str) -> None:
    """From the customer on: who else is asked for stands below."""
    manager.page.locator('[data-field="field-customer_id"]').evaluate("field => field.scrollIntoView()")
    look(name)


def an_organisation_opens(manager: LobbyManager, look: Looking, numbers: dict[str, str]) -> None:
    begins_for(manager, numbers[COMPANY])
    expect(manager.page.locator('[data-field="field-customer_id"]')).to_contain_text(COMPANY)
    expect(manager.page.get_by_text("单位开户请登记法定代表人")).to_be_visible()
    expect(manager.page.get_by_text("单位开户请登记受益所有人")).to_be_visible()
    expect(manager.page.locator('[data-field="field-account_class"]').get_by_text("Ⅰ类")).to_have_count(0)
    manager.picks("usage", "经营收款")
    chooses(manager, "legal_rep", numbers[HEAD])
    owners = manager.page.locator('[data-field="field-beneficial_owner"]')
    owners.get_by_role("button", name="添加一行").click()
    owners.get_by_role("button", name=re.compile("^选择")).click()
    manager.page.get_by_role("dialog").locator("button.pick").filter(has_text=numbers[HEAD]).first.click()
    owners.locator("label.chip").filter(has_text="实际控制").click()
    assert owners.get_by_role("button", name=re.compile("^选择")).evaluate(FITS)
    ticks(manager, *TOLD)
    looks_at_people(manager, look, "opening-organisation")
    expect(manager.page.get_by_text("还差 1 项")).to_be_visible()
    manager.registers()
    manager.sees("单位基本")
    manager.sees("实际控制")


def an_agent_opens(manager: LobbyManager, look: Looking, numbers: dict[str, str]) -> None:
    begins_for(manager, numbers[HEAD])
    manager.page.locator("#by-agent").check(force=True)
    manager.picks("usage", "日常消费")
    chooses(manager, "agent", numbers[HEAD])
    manager.picks("agent_relation", "近亲属")
    ticks(manager, *TOLD)
    manager.button("登记").click()
    expect(manager.page.locator('[data-field="field-agent"]')).to_contain_text("代理人不能是客户本人")
    manager.page.locator("#by-agent").uncheck(force=True)
    expect(manager.page.locator('[data-field="field-agent"]')).to_have_count(0)
    manager.page.locator("#by-agent").check(force=True)
    chooses(manager, "agent", numbers[AGENT])
    manager.picks("agent_relation", "近亲属")
    expect(manager.page.get_by_text("代理开户须致电本人核实意愿")).to_be_visible()
    ticks(manager, *AGENT_SEEN)
    looks_at_people(manager, look, "opening-agent")
    expect(manager.page.get_by_text("还差 1 项")).to_be_visible()
    manager.registers()
    manager.sees("近亲属")
    manager.sees("上**")


def a_child_opens(manager: LobbyManager, look: Looking, numbers: dict[str, str]) -> None:
    begins_for(manager, numbers[CHILD])
    expect(manager.page.get_by_text("系统只提示、不拦截")).to_be_visible()
    manager.picks("usage", "日常消费")
    chooses(manager, "agent", numbers[HEAD])
    expect(manager.page.get_by_role("radio", name="监护人")).to_be_checked()
    ticks(manager, *AGENT_SEEN, *TOLD)
    looks_at_people(manager, look, "opening-child")
    expect(manager.page.get_by_text("还差 1 项")).to_be_visible()
    manager.registers()
    manager.sees("监护人")
    look("opening-child-record")
