"""The browser dies in the middle of a capture. What the tablet called saved is there, and nothing is ever there by half."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.lobby_manager import LobbyManager
from tests.journeys.people import SAVED

pytestmark = pytest.mark.journey
REGISTERED = "客户咨询公积金账户怎样查询。"
KEPT = "客户咨询基金定投怎样开通，"
TYPED_LAST = "并询问首次扣款日。"
INTERRUPTED = "客户咨询跨境汇款需要哪些材料。"


def test_what_was_called_saved_survives_a_killed_browser_and_nothing_is_there_by_half(
    instance: Instance, browser_for: OpenBrowser
) -> None:
    tablet = browser_for("tablet")
    manager = LobbyManager(tablet.open())
    manager.begins_the_day(instance)
    tablet.offline(True)
    manager.asks(REGISTERED)

    manager.begins("咨询")
    manager.picks("topic_code", "")
    manager.writes("question", KEPT)
    manager.is_told_that_the_draft_is_kept()
    manager.writes("question", KEPT + TYPED_LAST)
    tablet.kill()

    manager.page = tablet.open(offline=True)
    manager.page.goto(instance.url)
    manager.unlocks()
    assert manager.goes_on_with_the_draft() in (KEPT, KEPT + TYPED_LAST)
    manager.writes("question", INTERRUPTED)
    manager.button("登记").click()  # over when the page has heard it: the capture is on its way to the disk
    tablet.kill()

    manager.page = tablet.open(offline=True)
    manager.page.goto(instance.url)
    manager.unlocks()
    manager.opens_in_ledger(REGISTERED)
    manager.sees(SAVED)
    if manager.waiting() == 2:
        manager.opens_in_ledger(INTERRUPTED)
        manager.sees(SAVED)
        manager.has_no_draft()
    else:
        assert manager.goes_on_with_the_draft() in (KEPT, KEPT + TYPED_LAST, INTERRUPTED)
    assert tablet.complaints == []
