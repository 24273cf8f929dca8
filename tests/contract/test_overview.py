"""The overview: each count is the length of the list it opens, for one branch and for all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server.domain.moments import to_wire
from server.domain.people import Branch
from tests.worlds import Desk, World


def hazard(world: World, branch: Branch | None = None, due_in: int = 5) -> dict[str, Any]:
    due = (world.clock() + timedelta(days=due_in)).date().isoformat()
    found = to_wire(world.clock())
    desk = world.sign_in("manager", branch)
    values = {
        "problem": "门口地垫卷边，易滑倒。",
        "severity": "general",
        "place": "大门内侧",
        "source": "daily",
        "due_on": due,
    }
    answer = desk.post("/api/records", {"kind": "hazard", "values": {**values, "found_at": found}})
    assert answer.status_code == 201, answer.text
    return dict(answer.json["record"])


def counts(desk: Desk, **query: str) -> dict[str, dict[str, Any]]:
    answer = desk.get("/api/overview", query_string=query)
    assert answer.status_code == 200, answer.text
    return {each["code"]: each for each in answer.json["counts"]}


def test_every_count_is_as_long_as_the_list_it_opens(world_on_both: World) -> None:
    world = world_on_both
    hazard(world)
    hazard(world, due_in=0)
    world.clock.pass_by(hours=11)
    desk = world.sign_in("manager")
    found = counts(desk)
    assert (found["hazard.open"]["count"], found["overdue"]["count"]) == (2, 0)
    world.clock.pass_by(days=1)
    desk = world.sign_in("manager")
    found = counts(desk)
    assert (found["hazard.open"]["count"], found["hazard.open"]["late"], found["overdue"]["count"]) == (2, 1, 1)
    for count in found.values():
        if count["list"] is not None:
            listed = desk.get("/api/records", query_string={"watch": count["list"], "limit": 200})
            assert (count["code"], len(listed.json["items"])) == (count["code"], count["count"])


def test_todays_watch_counts_what_happened_today(world: World) -> None:
    made = world.services.parts["schedule"].make(world.clock())
    assert made > 0
    assert counts(world.sign_in("manager"))["inspection.undone"]["count"] == made
    world.clock.pass_by(days=1)
    assert counts(world.sign_in("manager"))["inspection.undone"]["count"] == 0


@pytest.mark.parametrize("who", ["lobby", "credit", "admin"])
def test_who_answers_for_no_branch_has_no_overview(world: World, who: str) -> None:
    assert world.sign_in(who).get("/api/overview").status_code == 403


def test_a_supervisor_sees_the_own_branch_and_who_answers_for_all_every_one(world_on_both: World) -> None:
    world = world_on_both
    elsewhere = world.other_branch()
    hazard(world, elsewhere)
    supervisor, management = world.sign_in("supervisor"), world.sign_in("management")
    assert supervisor.get("/api/overview", query_string={"branch_id": elsewhere.id}).status_code == 403
    assert supervisor.get("/api/overview/branches").status_code == 403
    assert counts(management, branch_id=elsewhere.id)["hazard.open"]["count"] == 1
    table = management.get("/api/overview/branches").json
    codes = [column["code"] for column in table["columns"]]
    told = {
        row["branch"]["no"]: dict(zip(codes, (count for count, _late in row["counts"]), strict=True))
        for row in table["rows"]
    }
    assert (told[elsewhere.no]["hazard.open"], told[world.branch.no]["hazard.open"]) == (1, 0)


def test_a_tablet_is_behind_while_it_holds_something_or_is_silent(world_on_both: World) -> None:
    world = world_on_both
    tablet, desk = world.signed_in_tablet("lobby"), world.sign_in("manager")
    assert counts(desk)["tablets"]["count"] == 1
    tablet.send("GET", "/sync/pull", headers={"X-Unsent": "3", "X-Drafts": "2"})
    [told] = desk.get("/api/devices").json["devices"]
    assert (told["unsent"], told["drafts"], told["behind"]) == (3, 2, True)
    tablet.send("GET", "/sync/pull", headers={"X-Unsent": "0", "X-Drafts": "0"})
    assert counts(desk)["tablets"]["count"] == 0
    world.clock.pass_by(minutes=61)
    assert counts(desk)["tablets"]["count"] == 1


def test_a_watch_nobody_declared_is_not_found(world: World) -> None:
    desk = world.sign_in("manager")
    for watch in ("hazard.nothing", "nothing.open", "nothing"):
        assert desk.get("/api/records", query_string={"watch": watch}).status_code == 404
