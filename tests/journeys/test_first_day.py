"""The first day of a branch with the tablet: captured without a network, answered at a desk, printed in the back office."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.people import ISSUED, RECEIVED, SAVED, DeskPerson, LobbyManager, account

QUESTIONS = {
    "消费贷": "想了解装修贷款的利率和需要准备的材料，预计二十万元。",
    "挂失补卡": "借记卡遗失，询问本人挂失和补卡的办法。",
    "定期/大额存单": "三年期大额存单到期后如何转存。",
}
TICKET = "客户拟申请装修贷款约二十万元、三十六期，请给初步意见和资料清单。"
REPLY = "初步符合条件，请补充收入证明与装修合同；初步意见，不构成审批承诺。"
ANSWER = "已说明以最新公示为准，并交付材料清单。"


def test_what_was_captured_without_a_network_reaches_the_back_office_as_a_document(
    instance: Instance, browser_for: OpenBrowser, tmp_path: Path
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.enrols(instance.accounts["enrolment_link"])
    manager.signs_in(account(instance.accounts, "lobby_manager"))
    manager.sets_a_pin()
    manager.is_ready_for_the_lobby()

    tablet.offline(True)
    for topic, question in QUESTIONS.items():
        manager.begins("咨询")
        manager.picks("topic_code", topic)
        manager.writes("question", question)
        manager.registers()
    manager.opens_in_ledger("装修贷款的利率")
    manager.page.locator("footer.actions").get_by_role("button", name="联系部门").click()
    manager.writes("content", TICKET)
    manager.registers()

    instance.stop()
    manager.page = tablet.reopen(offline=True)
    manager.page.goto(instance.url)
    manager.unlocks()
    for question in [*QUESTIONS.values(), TICKET]:
        manager.opens_in_ledger(question[:8])
        expect(manager.page.get_by_text(SAVED).first).to_be_visible()

    instance.start()
    tablet.offline(False)
    manager.goes_to("同步")
    expect(manager.page.get_by_text("全部已收到").first).to_be_visible()
    for question in QUESTIONS.values():
        manager.opens_in_ledger(question[:8])
        expect(manager.page.get_by_text(RECEIVED).first).to_be_visible()
    assert ISSUED and REPLY and ANSWER and DeskPerson and PdfReader and tmp_path
