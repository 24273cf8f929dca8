"""Who keeps a set drafts it, sees what it changes, and publishes it from a day on; tablets have it before that day comes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import pytest

from server.domain.people import Branch
from server.services.edit_user import AccountChange
from tests.worlds import PASSWORD, Desk, World

TOMORROW = "2026-03-03"  # the worlds' clock stands on 2026-03-02
EDITOR = "/api/reference/editor"


def keeper(world: World, name: str, role: str, department: str | None = None, branch: Branch | None = None) -> Desk:
    home = branch or world.branch
    wanted = AccountChange(name=f"测试{name}", branch_id=home.id, roles=(role,), department=department)
    user = world.services.edit_user.create(name, PASSWORD, wanted, None, world.clock())
    client = world.client()
    answer = client.post("/api/session", json={"username": user.username, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return Desk(client, answer.json["user"], answer.json["csrf_token"])


def agent(world: World, department: str, name: str = "agent.one") -> Desk:
    return keeper(world, name, "department_agent", department)


@dataclass
class Draft:
    """A set as somebody has it open at the desk."""

    desk: Desk
    name: str
    rev: int
    entries: list[dict[str, Any]]

    @classmethod
    def of(cls, desk: Desk, name: str) -> Draft:
        shown = desk.get(f"{EDITOR}/{name}")
        assert shown.status_code == 200, shown.text
        draft = shown.json["draft"]
        entries = copy.deepcopy(draft["entries"] if draft else shown.json["entries"])
        return cls(desk, name, draft["rev"] if draft else 0, entries)

    def entry(self, code: str) -> dict[str, Any]:
        return next(each for each in self.entries if each["code"] == code)

    def save(self) -> Any:
        content = {"rev": self.rev, "entries": self.entries, "note": "按新规调整"}
        answer = self.desk.post(f"{EDITOR}/{self.name}/draft", content)
        if answer.status_code == 200:
            self.rev = answer.json["draft"]["rev"]
        return answer

    def publish(self, desk: Desk | None = None, day: str = TOMORROW) -> Any:
        content = {"rev": self.rev, "effective_from": day}
        return (desk or self.desk).post(f"{EDITOR}/{self.name}/publication", content)


def changed_product(world: World, desk: Desk) -> Draft:
    draft = Draft.of(desk, "products")
    draft.entry("P01")["zh"] = "活期存款"
    assert draft.save().status_code == 200
    return draft


def label(world: World, code: str = "P01") -> str:
    return str(world.services.parts["reference"].label("products", code))


def test_an_edition_is_drafted_then_published_and_takes_over_on_its_day(world_on_both: World) -> None:
    world = world_on_both
    draft = changed_product(world, agent(world, "customer_service_dept"))
    assert draft.publish().json["history"][0]["state"] == "scheduled"
    assert label(world) == "活期储蓄"
    world.clock.pass_by(days=1)
    assert label(world) == "活期存款"


def test_tablets_are_handed_a_later_edition_before_its_day(world: World) -> None:
    desk = agent(world, "customer_service_dept")
    before = desk.get("/api/reference").json
    changed_product(world, desk).publish()
    after = desk.get("/api/reference").json
    assert after["version"] != before["version"]
    products = next(each for each in after["sets"] if each["name"] == "products")
    items = desk.get(f"/api/reference/sets/{products['hash']}").json["items"]
    days = [(item["zh"], item["effective_from"], item["effective_to"]) for item in items if item["code"] == "P01"]
    assert days == [("活期存款", TOMORROW, None), ("活期储蓄", "2026-01-01", "2026-03-02")]


def test_a_later_publication_takes_the_place_of_one_still_to_come(world: World) -> None:
    desk = agent(world, "customer_service_dept")
    changed_product(world, desk).publish(day="2026-04-01")
    draft = Draft.of(desk, "products")
    draft.entry("P01")["zh"] = "活期"
    draft.save()
    history = draft.publish(day="2026-03-15").json["history"]
    assert [(each["number"], each["state"]) for each in history] == [(2, "scheduled"), (1, "superseded")]
    world.clock.pass_by(days=60)
    assert label(world) == "活期"


def test_a_draft_shows_what_it_changes(world: World) -> None:
    draft = changed_product(world, agent(world, "customer_service_dept"))
    [change] = draft.save().json["draft"]["changes"]
    assert (change["code"], change["change"]) == ("P01", "changed")
    assert change["fields"] == [{"field": "zh", "from": "活期储蓄", "to": "活期存款"}]


def test_a_mistake_is_refused_at_its_field(world: World) -> None:
    draft = Draft.of(agent(world, "customer_service_dept"), "products")
    draft.entries[0]["zh"] = ""
    draft.entries[2]["rate"] = "3.0"
    answer = draft.save()
    assert (answer.status_code, answer.json["code"]) == (422, "reference_invalid")
    assert set(answer.json["details"]["fields"]) == {"entries.0.zh", "entries.2.rate"}


def test_a_code_that_others_name_cannot_be_published_away(world: World) -> None:
    draft = Draft.of(agent(world, "customer_service_dept"), "products")
    draft.entries = [each for each in draft.entries if each["code"] != "P14"]
    assert draft.save().status_code == 200
    answer = draft.publish()
    assert (answer.status_code, answer.json["code"]) == (422, "reference_invalid")
    assert "P14" in answer.json["details"]["fields"]["entries"][0]


@pytest.mark.parametrize("day", ["2026-03-02", "2025-01-01", "2030-01-01"])
def test_an_edition_begins_tomorrow_at_the_earliest_and_not_in_years(world: World, day: str) -> None:
    answer = changed_product(world, agent(world, "customer_service_dept")).publish(day=day)
    assert (answer.status_code, answer.json["field"]) == (422, "effective_from")


def test_nobody_publishes_what_changes_nothing(world: World) -> None:
    draft = Draft.of(agent(world, "customer_service_dept"), "products")
    draft.save()
    assert draft.publish().json["code"] == "draft_changes_nothing"


def test_two_people_do_not_overwrite_each_other(world_on_both: World) -> None:
    desk = agent(world_on_both, "customer_service_dept")
    one, other = Draft.of(desk, "products"), Draft.of(desk, "products")
    assert one.save().status_code == 200
    refused = other.save()
    assert (refused.status_code, refused.json["code"]) == (409, "draft_changed")


def test_a_threshold_is_published_by_somebody_who_wrote_none_of_it(world: World) -> None:
    writer, second = agent(world, "compliance_dept"), agent(world, "compliance_dept", "agent.two")
    draft = Draft.of(writer, "thresholds")
    draft.entry("large_cash_cny")["value"] = 10_000_000
    assert draft.save().status_code == 200
    assert draft.publish().json["code"] == "own_draft"
    assert draft.publish(second).status_code == 200
    rules = world.services.parts["reference"].rules
    assert rules.value("large_cash_cny", world.clock()) == 5_000_000
    now = world.clock()
    world.clock.pass_by(days=1)
    assert rules.value("large_cash_cny", world.clock()) == 10_000_000
    assert rules.value("large_cash_cny", now) == 5_000_000
    assert rules.version("thresholds", world.clock()) == f"{TOMORROW}#1"


def test_a_branch_sets_its_own_parameters_and_no_other_branch_has_them(world: World) -> None:
    desk = keeper(world, "head", "branch_manager")
    draft = Draft.of(desk, "settings")
    draft.entry("queue_red_minutes")["value"] = 25
    draft.save()
    assert draft.publish().status_code == 200
    world.clock.pass_by(days=1)
    rules, elsewhere = world.services.parts["reference"].rules, world.other_branch()
    found = [rules.value("queue_red_minutes", world.clock(), id) for id in (world.branch.id, elsewhere.id, None)]
    assert found == [25, 30, 30]
    assert rules.value("queue_amber_minutes", world.clock(), world.branch.id) == 20


def test_what_a_branch_left_alone_follows_the_bank(world: World) -> None:
    own = Draft.of(keeper(world, "head", "branch_manager"), "settings")
    own.entry("queue_red_minutes")["value"] = 25
    own.save()
    own.publish()
    bank = Draft.of(keeper(world, "board", "management"), "settings")
    bank.entry("queue_amber_minutes")["value"] = 15
    bank.entry("queue_red_minutes")["value"] = 40
    bank.save()
    assert bank.publish(day="2026-03-04").status_code == 200
    world.clock.pass_by(days=2)
    rules = world.services.parts["reference"].rules
    assert rules.value("queue_amber_minutes", world.clock(), world.branch.id) == 15
    assert rules.value("queue_red_minutes", world.clock(), world.branch.id) == 25


def test_a_parameter_stays_within_its_bounds(world: World) -> None:
    draft = Draft.of(keeper(world, "head", "branch_manager"), "settings")
    draft.entries[0]["value"] = 0
    assert "entries.0.value" in draft.save().json["details"]["fields"]


def test_a_branch_adds_no_parameter(world: World) -> None:
    draft = Draft.of(keeper(world, "head", "branch_manager"), "settings")
    draft.entries.append({**draft.entries[0], "code": "another"})
    assert draft.save().json["code"] == "reference_invalid"


def test_others_may_neither_see_nor_touch_a_set(world: World) -> None:
    desk = agent(world, "credit_dept")
    assert [each["name"] for each in desk.get(EDITOR).json["sets"]] == ["reply_templates"]
    for name in ("products", "thresholds", "settings", "countries", "nothing"):
        assert desk.get(f"{EDITOR}/{name}").json["code"] == "reference_not_yours"
        content = {"rev": 0, "entries": [], "note": "试一试"}
        assert desk.post(f"{EDITOR}/{name}/draft", content).status_code == 403
    assert world.sign_in("lobby").get(EDITOR).status_code == 403


def test_a_withdrawn_draft_is_gone_and_another_can_be_begun(world_on_both: World) -> None:
    draft = changed_product(world_on_both, agent(world_on_both, "customer_service_dept"))
    assert draft.desk.post(f"{EDITOR}/products/withdrawal", {"rev": draft.rev}).json["draft"] is None
    assert Draft.of(draft.desk, "products").save().status_code == 200


def test_every_set_can_be_saved_as_it_is_shown(world: World) -> None:
    """What the editor shows is what the schema takes: nothing is lost or changed on the way."""
    desks = {
        department: agent(world, department, f"agent.{index}")
        for index, department in enumerate(
            (
                "customer_service_dept",
                "compliance_dept",
                "tech_support",
                "training_dept",
                "marketing_dept",
                "security_dept",
            )
        )
    }
    desks["management"] = keeper(world, "board", "management")
    for desk in desks.values():
        for each in desk.get(EDITOR).json["sets"]:
            answer = Draft.of(desk, each["name"]).save()
            assert answer.status_code == 200, (each["name"], answer.text)
            assert answer.json["draft"]["changes"] == [], each["name"]


def test_every_step_is_audited(world: World) -> None:
    draft = changed_product(world, agent(world, "customer_service_dept"))
    draft.publish()
    entries = world.sign_in("auditor").get("/api/audit").json["entries"]
    actions = [each["action"] for each in entries]
    assert {"reference.saved", "reference.published"} <= set(actions)
