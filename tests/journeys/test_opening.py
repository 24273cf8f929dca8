"""An account from the lobby to the core serial number: captured without a network, signed by the customer, confirmed at the desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenBrowser
from tests.journeys.customer import Customer
from tests.journeys.desk_person import DeskPerson
from tests.journeys.entering import PIN
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.looking import Looking
from tests.journeys.people import account

pytestmark = pytest.mark.journey
NAME = "欧阳文静"
ID_NO = "11010519491231002X"
SERIAL = "HX2026112500031"


def test_an_account_opens_from_the_tablet_to_the_serial_number(instance: Instance, browser_for: OpenBrowser) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    look = Looking.at_tablet(manager.page)
    manager.begins_the_day(instance)
    tablet.offline(True)
    registers_the_customer(manager)
    captures_the_opening(manager, look)
    signs_the_notice(manager)
    tablet.offline(False)
    manager.everything_is_received()
    passes_the_check(manager, look)
    manager.opens_in_ledger("Ⅰ类")
    manager.button("关联并核验通过").click()
    manager.sees("可办理")
    desk = browser_for("desk-teller")
    confirms_with_the_serial_number(DeskPerson(desk.open(), instance.url), instance)
    manager.sees("已完成")
    assert look.faults + tablet.complaints + desk.complaints == []


def registers_the_customer(manager: LobbyManager) -> None:
    manager.begins("客户")
    manager.writes("display_name", NAME)
    manager.writes("id_no", ID_NO)
    manager.picks("id_type", "居民身份证")
    manager.button("登记并开户").click()


def captures_the_opening(manager: LobbyManager, look: Looking) -> None:
    manager.picks("usage", "社保养老")
    organisation = manager.page.locator('[data-field="field-account_class"]').get_by_text("单位基本")
    expect(organisation).to_have_count(0)
    manager.page.locator("#field-documents_valid").check(force=True)
    manager.page.locator("#field-privacy_notice").check(force=True)
    expect(manager.page.get_by_text("开户一律须先完成合规检查")).to_be_visible()
    manager.page.locator('[data-field="field-customer_kind"]').scroll_into_view_if_needed()
    look("opening")
    manager.registers()
    manager.sees("待客户签名")


def signs_the_notice(manager: LobbyManager) -> None:
    manager.page.get_by_role("button", name="账户责任告知").click()
    customer = Customer(manager.page)
    customer.begins()
    customer.signs("risk_notice")
    customer.goes_on()
    customer.chooses("是")
    customer.submits()
    customer.hands_back(PIN)
    manager.is_at_work()
    manager.sees("已签名")


def passes_the_check(manager: LobbyManager, look: Looking) -> None:
    manager.opens_in_ledger("Ⅰ类")
    look("opening-record")
    manager.button("做合规检查").click()
    manager.picks("verify_method", "联网核查")
    manager.picks("verify_result", "一致")
    manager.writes("verify_ref", "LWHC-20261125-0087")
    manager.page.locator("#field-doc_seen").check(force=True)
    manager.registers()
    manager.takes_step("登记核验")
    manager.confirms("登记核验")
    manager.button("筛查名单").click()
    sheet = manager.page.get_by_role("dialog")
    sheet.locator("#screen-name").fill(NAME)
    sheet.get_by_role("button", name="筛查", exact=True).click()
    sheet.get_by_role("button", name="登记筛查").click()
    expect(sheet).to_have_count(0)
    manager.everything_is_received()
    manager.opens_in_ledger("LWHC-20261125-0087")
    manager.takes_step("通过")
    manager.writes("copy_ref", "YX-0113-0021")
    manager.confirms("通过")
    manager.everything_is_received()


def confirms_with_the_serial_number(teller: DeskPerson, instance: Instance) -> None:
    teller.signs_in(account(instance.accounts, "teller"))
    teller.goes_to("业务确认")
    look = Looking.at_desk(teller.page)
    teller.opens("Ⅰ类")
    field = teller.page.locator('[data-field="field-core_serial_no"] input')
    expect(field).to_be_focused()
    look("confirm")
    field.fill(SERIAL)
    teller.page.locator('[data-field="field-account_tail4"] input').fill("0017")
    teller.page.locator('[data-field="field-opened_at"] input').first.fill("2026-11-25T10:20")
    teller.page.locator("form.command").get_by_role("button", name="确认完成", exact=True).click()
    expect(teller.rows.filter(has_text="Ⅰ类")).to_have_count(0)
    assert look.faults == []
