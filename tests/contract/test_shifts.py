"""A branch has shifts of its own: added, renamed or left out at its desk from a day on, and read by whatever names a shift."""

from __future__ import annotations

import pytest

from server.domain.moments import to_wire
from tests.contract.test_exports import rows_of
from tests.contract.test_reference_editor import TOMORROW, Draft
from tests.pushes import pen_of
from tests.worlds import World

EVENING = {
    "code": "evening",
    "zh": "夜市班",
    "en": "Evening",
    "starts": "17:00",
    "ends": "20:30",
    "status": "in_force",
    "source": "网点排班",
}


def arranged(world: World) -> Draft:
    """An evening shift more, and none at close of business."""
    draft = Draft.of(world.sign_in("manager"), "shifts")
    draft.entries = [*(each for each in draft.entries if each["code"] != "closing"), dict(EVENING)]
    assert draft.save().status_code == 200
    return draft


def shifts_of(world: World, branch_id: str) -> list[str]:
    catalogue = world.services.parts["reference"].catalogues.of(branch_id)
    return [each.code for each in catalogue.entries_on("shifts", world.clock().date())]


def test_a_branch_adds_a_shift_and_leaves_one_out_for_itself_alone(world_on_both: World) -> None:
    world = world_on_both
    elsewhere = world.other_branch()
    draft = arranged(world)
    assert draft.publish().status_code == 200
    assert shifts_of(world, world.branch.id) == ["morning", "afternoon", "closing"]
    world.clock.pass_by(days=1)
    assert shifts_of(world, world.branch.id) == ["morning", "afternoon", "evening"]
    assert shifts_of(world, elsewhere.id) == ["morning", "afternoon", "closing"]


def test_the_draft_tells_what_is_added_and_left_out_and_the_history_from_when(world: World) -> None:
    draft = arranged(world)
    shown = draft.desk.get("/api/reference/editor/shifts").json
    told = [(each["code"], each["change"]) for each in shown["draft"]["changes"]]
    assert (shown["adds"], told) == (True, [("evening", "added"), ("closing", "removed")])
    [published] = draft.publish().json["history"]
    assert (published["effective_from"], published["state"]) == (TOMORROW, "scheduled")


def test_a_branch_has_one_shift_at_least(world: World) -> None:
    draft = Draft.of(world.sign_in("manager"), "shifts")
    draft.entries = []
    assert draft.save().json["code"] == "reference_invalid"


@pytest.mark.parametrize("name", ["settings", "branch_hours", "emergency_contacts"])
def test_of_other_sets_a_branch_changes_values_alone(world: World, name: str) -> None:
    assert world.sign_in("manager").get(f"/api/reference/editor/{name}").json["adds"] is False


def test_a_hand_over_is_listed_with_the_words_of_its_branch(world: World) -> None:
    arranged(world).publish()
    world.clock.pass_by(days=1)
    links = dict.fromkeys(("open_tickets", "due_records", "devices", "follow_ups"))
    pen = pen_of(world)
    handed = pen.create("handover", shift="evening", handed_at=to_wire(world.clock()), **links)
    assert pen.push(handed)[0]["verdict"] == "applied"
    heads, row = rows_of(world.sign_in("supervisor").get("/api/exports/records?kind=handover&format=csv").data)
    assert dict(zip(heads, row, strict=True))["班次"] == "夜市班"


def test_a_shift_that_is_left_out_keeps_its_name_where_it_was_handed_over(world: World) -> None:
    arranged(world).publish()
    world.clock.pass_by(days=1)
    label = world.services.parts["reference"].label
    assert label("shifts", "closing", branch_id=world.branch.id) == "营业终了"
    assert label("shifts", "evening", branch_id=world.branch.id) == "夜市班"
    assert label("shifts", "evening") == "evening"
