"""What was approved is printed when it is approved, and again when it is approved anew, with the words of each decision."""

from __future__ import annotations

from tests.contract.test_approvals import MEASURE, Planning
from tests.filings import issue, listed
from tests.papers import text_of
from tests.worlds import World

PLAN_PAPER = "D08"


def printed(planning: Planning) -> tuple[list[dict], str]:
    """The versions, the newest first, and the text of the newest."""
    issue(planning.world).issue_all()
    found = listed(planning.manager, f"?code={PLAN_PAPER}")
    return found, text_of(planning.manager.get(f"/api/documents/{found[0]['id']}/file").data)


def test_a_plan_is_printed_on_its_approval_with_what_was_said(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    assert listed(planning.manager, f"?code={PLAN_PAPER}") == []
    planning.judge(planning.manager, "endorse", args={"branch_opinion": "同意，请按期落实。"})
    planning.judge(world_on_both.sign_in("management"), "approve", args={"management_opinion": "同意实施。"})
    (only,), text = printed(planning)
    assert (only["state"], only["serial"]) == ("issued", "GSJ-0113-260302-0001")
    assert "同意，请按期落实。" in text
    assert "同意实施。" in text
    assert "批准有效" in text


def test_progress_makes_no_new_version_and_an_amendment_one_only_when_it_is_approved_anew(world_on_both: World) -> None:
    planning = Planning(world_on_both)
    planning.approved()
    printed(planning)
    planning.step(planning.author, planning.plan, "start")
    planning.step(planning.author, planning.plan, "report_progress", {"progress": "第一条措施已落实。"})
    assert len(printed(planning)[0]) == 1
    planning.correct(planning.author, MEASURE, planning.measure, due_on="2027-03-31")
    planning.reopen()
    assert len(printed(planning)[0]) == 1
    world_on_both.clock.pass_by(minutes=1)
    planning.step(planning.author, planning.plan, "submit")
    planning.approved()
    versions, text = printed(planning)
    assert [(each["version"], each["state"]) for each in versions] == [(2, "issued"), (1, "superseded")]
    assert "2027年3月31日" in text
    assert "内容变更后已失效" in text
    assert "批准有效" in text
