"""The first day of a branch with the tablet: captured without a network, answered at a desk, printed in the back office."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import Browser
from tests.journeys.conftest import OpenBrowser
from tests.journeys.desk_person import DeskPerson
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.paper import text_of
from tests.journeys.people import ISSUED, RECEIVED, SAVED, account

pytestmark = pytest.mark.journey
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
    manager.begins_the_day(instance)
    tablet.offline(True)
    captures_three_consultations_and_a_ticket(manager)
    reads_on_paper_what_is_not_issued_yet(manager, tmp_path / "draft.pdf")
    instance.stop()
    finds_everything_after_the_browser_was_closed(manager, tablet, instance.url)

    instance.start()
    tablet.offline(False)
    everything_has_a_receipt(manager)
    the_credit_department_replies(browser_for("desk-credit"), instance)
    serials = the_manager_answers_and_closes(manager)
    the_back_office_downloads_them(browser_for("desk-teller"), instance, serials, tmp_path)
    assert tablet.complaints == []


def captures_three_consultations_and_a_ticket(manager: LobbyManager) -> None:
    for topic, question in QUESTIONS.items():
        manager.asks(question, topic)
    manager.opens_in_ledger(QUESTIONS["消费贷"])
    manager.button("联系部门").click()
    manager.writes("content", TICKET)
    manager.registers()
    manager.sees("待部门回复")


def reads_on_paper_what_is_not_issued_yet(manager: LobbyManager, file: Path) -> None:
    question = QUESTIONS["挂失补卡"]
    manager.opens_in_ledger(question)
    printed = text_of(manager.prints_draft(file))
    for words in ("客户咨询记录表", "草稿 未生效", question):
        assert words in printed
    manager.sees(SAVED)


def finds_everything_after_the_browser_was_closed(manager: LobbyManager, tablet: Browser, address: str) -> None:
    manager.page = tablet.reopen(offline=True)
    manager.page.goto(address)
    manager.unlocks()
    for words in [*QUESTIONS.values(), TICKET]:
        manager.opens_in_ledger(words)
        manager.sees(SAVED)


def everything_has_a_receipt(manager: LobbyManager) -> None:
    manager.everything_is_received()
    for words in [*QUESTIONS.values(), TICKET]:
        manager.opens_in_ledger(words)
        manager.sees(RECEIVED)


def the_credit_department_replies(desk: Browser, instance: Instance) -> None:
    agent = DeskPerson(desk.open(), instance.url)
    agent.signs_in(account(instance.accounts, "department_agent", "credit_dept"))
    agent.opens(TICKET)
    agent.does("接收")
    agent.replies(REPLY, "部分解决")
    assert desk.complaints == []


def the_manager_answers_and_closes(manager: LobbyManager) -> dict[str, str]:
    """The serial of the document by the question it is about."""
    manager.opens_in_ledger(TICKET)
    manager.sees(REPLY)
    manager.takes_step("关闭")
    manager.confirms("关闭")
    for question in QUESTIONS.values():
        manager.opens_in_ledger(question)
        manager.answers(ANSWER)
        manager.closes("当场解决")
    serials = {}
    for question in QUESTIONS.values():
        manager.opens_in_ledger(question)
        manager.sees(question)
        manager.sees(ISSUED)
        serials[question] = manager.number_of_document()
    return serials


def the_back_office_downloads_them(desk: Browser, instance: Instance, serials: dict[str, str], folder: Path) -> None:
    teller = DeskPerson(desk.open(), instance.url)
    teller.signs_in(account(instance.accounts, "teller"))
    for question, serial in serials.items():
        teller.finds_document(serial)
        teller.previews()
        text = text_of(teller.downloads(folder))
        for typed in (serial, question, ANSWER):
            assert typed in text
        for typed in (TICKET, REPLY):
            assert (typed in text) == (question == QUESTIONS["消费贷"])
    assert desk.complaints == []
