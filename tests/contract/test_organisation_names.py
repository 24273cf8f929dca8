"""The name of an organisation is public and shown to whoever may see its record; that of a person stays masked."""

from __future__ import annotations

from typing import Any

from tests.contract.test_exports import rows_of
from tests.pushes import Pen, pen_of
from tests.worlds import World

COMPANY, CLERK = "晨光文具有限公司", "王会计"
PAPERS = {"id_type": None, "id_no": None, "id_valid_forever": None}
CORPORATE = {"segment": ["corporate"], "org_name": COMPANY, "uscc": "91350100M000100Y43", **PAPERS}
NUMBER = "91110000600037341L"


def registered(pen: Pen, **values: Any) -> dict[str, Any]:
    captured = pen.create("customer", **CORPORATE | values)
    (receipt,) = pen.push(captured)
    assert receipt["verdict"] == "applied", receipt
    return captured


def test_a_tablet_reads_the_name_of_an_organisation_whole_and_of_its_clerk_masked(world: World) -> None:
    """MUST-39."""
    pen = pen_of(world)
    named, by_clerk = registered(pen, display_name=COMPANY), registered(pen, display_name=CLERK, uscc=NUMBER)
    shown = {item["id"]: item["values"] for item in pen.pull_items()}
    assert shown[named["record_id"]]["display_name"] == COMPANY
    assert shown[by_clerk["record_id"]]["display_name"] == "王**"
    assert shown[by_clerk["record_id"]]["org_name"] == COMPANY


def test_lists_and_files_show_an_organisation_and_a_search_finds_it(world_on_both: World) -> None:
    pen, desk = pen_of(world_on_both), world_on_both.sign_in("supervisor")
    named = registered(pen, display_name=COMPANY)
    registered(pen, display_name="欧阳修文", segment=["general"], org_name=None, uscc=None)
    (found,) = desk.get("/api/records?q=文具有限").json["items"]
    assert (found["id"], found["values"]["display_name"]) == (named["record_id"], COMPANY)
    assert desk.get("/api/records?q=修文").json["items"] == []
    heads, *rows = rows_of(desk.get("/api/exports/records?kind=customer&format=csv").data)
    assert {row[heads.index("称呼或姓名")] for row in rows} == {COMPANY, "欧**"}


def test_a_name_is_masked_again_when_it_is_the_organisations_no_longer(world: World) -> None:
    pen = pen_of(world)
    captured = registered(pen, display_name=COMPANY)
    pen.push(pen.update(captured, {"rev": 1}, display_name=[COMPANY, CLERK]))
    (item,) = pen.pull_items()
    assert item["values"]["display_name"] == "王**"
    assert world.sign_in("supervisor").get("/api/records?q=王会").json["items"] == []


def test_of_names_that_met_only_the_organisations_is_shown(world: World) -> None:
    pen, other, desk = pen_of(world), pen_of(world, "lobby2"), world.sign_in("supervisor")
    captured = registered(pen, display_name=CLERK)
    pen.push(pen.update(captured, {"rev": 1}, display_name=[CLERK, COMPANY]))
    other.push(other.update(captured, {"rev": 1}, display_name=[CLERK, "李出纳"]))
    (conflict,) = [item for item in pen.pull_items() if item["t"] == "conflict"]
    assert conflict["fields"]["display_name"] == ["王**", "李**", COMPANY]
    (listed,) = desk.get("/api/conflicts").json["items"]
    assert listed["fields"] == conflict["fields"]


def test_nobody_asks_for_a_name_that_is_shown_already(world: World) -> None:
    pen, desk = pen_of(world), world.sign_in("supervisor")
    named, by_clerk = registered(pen, display_name=COMPANY), registered(pen, display_name=CLERK, uscc=NUMBER)
    asked = {"field": "display_name", "reason": "核对"}
    answer = desk.post(f"/api/records/{named['record_id']}/unmask", asked)
    assert (answer.status_code, answer.json["code"]) == (422, "field_not_masked")
    assert desk.post(f"/api/records/{by_clerk['record_id']}/unmask", asked).json["value"] == CLERK
