"""The demonstration's morning: real records, made once."""

from __future__ import annotations

from datetime import datetime

import pytest
import yaml

from server.commands.demo.day import STORIES
from server.commands.demo.records import MORNING, last_morning
from server.commands.seed_demo import seed
from server.domain.moments import BANK_ZONE
from server.records import all_kinds
from tests.worlds import World

ENTRIES = yaml.load(MORNING.read_text(encoding="utf-8"), yaml.CSafeLoader)


def listed(world: World, kind: str) -> list[str]:
    """The states of the records that the demonstration's own operations supervisor sees."""
    client = world.client()
    answer = client.post("/api/session", json={"username": "zhoujian", "password": "lobbybook-demo"})
    assert answer.status_code == 200
    return [item["status"] for item in client.get(f"/api/records?kind={kind}&limit=200").json["items"]]


def test_seeding_twice_is_as_seeding_once(world: World) -> None:
    for _ in range(2):
        seed(world.services)
    for kind in all_kinds():
        assert len(listed(world, kind)) == sum(entry["kind"] == kind for entry in ENTRIES)


def test_the_day_and_the_months_tell_of_every_kind_a_tablet_captures() -> None:
    told = {step["new"] for story in STORIES for step in story["steps"] if "new" in step}
    found = {step["find"] for story in STORIES for step in story["steps"] if "find" in step}
    entered_once = {"self_service_device"}
    captured = {kind.code for kind in all_kinds().values() if "lobby_manager" in kind.capture_roles}
    assert told | found | entered_once == captured


def test_every_code_in_it_is_known_to_the_reference_data(world: World) -> None:
    item = world.services.parts["reference"].item
    unknown = [
        (field.reference, code)
        for entry in ENTRIES
        for field in all_kinds()[entry["kind"]].fields
        if field.reference and field.reference != "record"
        for code in as_list(entry["values"].get(field.code))
        if item(field.reference, code) is None
    ]
    assert unknown == []


def test_departments_have_answered_some_and_left_some(world: World) -> None:
    seed(world.services)
    tickets = next(kind.code for kind in all_kinds().values() if kind.inbox)
    assert {"sent", "in_progress", "replied"} <= set(listed(world, tickets))


def as_list(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [str(each) for each in found if each is not None]


@pytest.mark.parametrize(("now", "day"), [("2026-11-24T11:20", "2026-11-24"), ("2026-11-24T09:00", "2026-11-23")])
def test_it_shows_the_last_morning_that_is_over(now: str, day: str) -> None:
    assert last_morning(datetime.fromisoformat(now).replace(tzinfo=BANK_ZONE)).date().isoformat() == day
