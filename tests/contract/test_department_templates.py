"""Reply templates: each department keeps its own, and nobody touches another's."""

from __future__ import annotations

from typing import Any

from tests.contract.test_reference_editor import EDITOR, Draft, agent, keeper
from tests.worlds import World

NEW = {
    "code": "credit_dept.visit",
    "zh": "约客户面谈",
    "en": "Ask the customer in",
    "body": "请约客户到店面谈，时间： 。",
}


def templates(world: World) -> dict[str, Any]:
    catalogue = world.services.parts["reference"].catalogues.of(world.branch.id)
    return {each.code: each for each in catalogue.entries_on("reply_templates", world.clock().date())}


def publish(draft: Draft) -> None:
    assert draft.save().status_code == 200
    assert draft.publish().status_code == 200


def test_a_department_sees_and_changes_its_own_templates_alone(world_on_both: World) -> None:
    world = world_on_both
    credit, support = agent(world, "credit_dept"), agent(world, "tech_support", "agent.two")
    mine, theirs = Draft.of(credit, "reply_templates"), Draft.of(support, "reply_templates")
    assert {each["department"] for each in mine.entries} == {"credit_dept"}
    mine.entries = [dict(NEW)]
    theirs.entry("tech_support.normal")["zh"] = "检查正常"
    publish(mine)
    publish(theirs)
    world.clock.pass_by(days=1)
    found = templates(world)
    assert {code for code in found if code.startswith("credit_dept")} == {"credit_dept.visit"}
    assert found["credit_dept.visit"].extras["department"] == "credit_dept"
    assert found["tech_support.normal"].zh == "检查正常"
    assert "compliance_dept.cleared" in found


def test_nobody_writes_a_template_into_another_department(world: World) -> None:
    draft = Draft.of(agent(world, "credit_dept"), "reply_templates")
    draft.entries.append({**NEW, "department": "tech_support"})
    publish(draft)
    world.clock.pass_by(days=1)
    assert templates(world)["credit_dept.visit"].extras["department"] == "credit_dept"


def test_a_code_is_given_once_among_all_departments(world: World) -> None:
    draft = Draft.of(agent(world, "credit_dept"), "reply_templates")
    draft.entries.append({**NEW, "code": "tech_support.normal"})
    refused = draft.save()
    assert (refused.status_code, list(refused.json["details"]["fields"])) == (422, ["entries.3.code"])


def test_drafts_of_two_departments_stand_beside_each_other(world: World) -> None:
    one = Draft.of(agent(world, "credit_dept"), "reply_templates")
    other = Draft.of(agent(world, "tech_support", "agent.two"), "reply_templates")
    one.entries[0]["zh"] = "基本符合"
    assert one.save().status_code == 200
    assert other.desk.get(f"{EDITOR}/reply_templates").json["draft"] is None


def test_a_template_no_longer_wanted_goes_and_the_difference_says_so(world: World) -> None:
    draft = Draft.of(agent(world, "credit_dept"), "reply_templates")
    gone = draft.entries.pop()
    changes = draft.save().json["draft"]["changes"]
    assert [(each["code"], each["change"]) for each in changes] == [(gone["code"], "removed")]


def test_tablets_do_not_carry_the_words_of_departments(world: World) -> None:
    tablet = world.signed_in_tablet("lobby")
    names = [each["name"] for each in tablet.client.get("/api/reference").json["sets"]]
    assert "shifts" in names
    assert "reply_templates" not in names


def test_the_administrator_keeps_the_calendar_of_the_bank_and_a_manager_the_hours_of_the_branch(world: World) -> None:
    admin, manager = world.sign_in("admin"), keeper(world, "head", "branch_manager")
    assert {each["name"] for each in admin.get(EDITOR).json["sets"]} == {
        "settings",
        "calendar",
        "branch_hours",
        "shifts",
    }
    assert manager.get(f"{EDITOR}/calendar").json["code"] == "reference_not_yours"
    draft = Draft.of(manager, "branch_hours")
    draft.entries[0]["weekdays"] = ["1", "2", "3", "4", "5", "6"]
    publish(draft)
    world.clock.pass_by(days=1)
    catalogues = world.services.parts["reference"].catalogues
    elsewhere = world.other_branch()
    weekdays = [
        catalogues.of(branch_id).entry_on("branch_hours", "own_hours", world.clock().date()).extras["weekdays"]
        for branch_id in (world.branch.id, elsewhere.id)
    ]
    assert weekdays == [["1", "2", "3", "4", "5", "6"], []]
