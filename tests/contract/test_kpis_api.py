"""What the KPIs say over HTTP: to whom, of whom, with which records, and how they are coming along."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.contract.test_kpi_counting import apply, completed, step
from tests.pushes import pen_of, second_person
from tests.unit.kpi.bank import copies, record

MARCH = "/api/kpis?period=2026-03"
AT = "2026-03-02T01:00:00.000Z"


def read(desk, target=MARCH):
    answer = desk.get(target)
    assert answer.status_code == 200, answer.text
    return answer.json


def kpi(content, code):
    return next(each for each in content["kpis"] if each["code"] == code)


def figure(found, code):
    return next(each for each in found["figures"] if each["code"] == code)


def response(id, by, q1="5", **more):
    told = {
        "mode": "self",
        "q1": q1,
        "started_at": AT,
        "submitted_at": "2026-03-02T01:05:00.000Z",
        "linked": f"visit-{id}",
    }
    return record("survey_response", id, "submitted", by=by, at=AT, **{**told, **more})


def ids_of(world):
    return world.person("lobby").id, world.person("lobby2").id


def test_a_month_without_records_is_no_sample_and_no_percentage(world):
    found = read(world.sign_in("manager"))
    satisfied = figure(kpi(found, "k1"), "satisfied")
    assert (satisfied["value"], satisfied["status"], kpi(found, "k1")["status"]) == (None, "no_sample", "no_sample")
    assert [each["code"] for each in found["kpis"]] == ["k1", "k2", "k3", "k4", "k5"]


def test_a_supervisor_sees_the_branch_and_everybody(world):
    one, other = ids_of(world)
    apply(world, world.branch.id, [response("a", one), response("b", other, q1="1")])
    found = kpi(read(world.sign_in("supervisor")), "k1")
    assert figure(found, "satisfied")["value"] == "50.00%"
    assert {each["name"]: figure(each, "satisfied")["value"] for each in found["persons"]} == {
        "测试lobby": "100.00%",
        "测试lobby2": "0.00%",
    }


def test_lobby_staff_see_the_branch_and_themselves_alone(world):
    one, other = ids_of(world)
    apply(world, world.branch.id, [response("a", one), response("b", other, q1="1")])
    desk = world.sign_in("lobby")
    found = kpi(read(desk), "k1")
    assert figure(found, "satisfied")["value"] == "50.00%"
    assert [each["user_id"] for each in found["persons"]] == [one]
    items = read(desk, "/api/kpis/k1/records?period=2026-03")["items"]
    assert [each["record_id"] for each in items] == ["a"]
    assert desk.get(f"/api/kpis/k1/records?period=2026-03&person={other}").status_code == 403
    assert desk.get("/api/kpis/signs?period=2026-03").status_code == 403


def test_another_branch_is_refused_to_its_neighbours_and_shown_to_the_region(world):
    elsewhere = world.other_branch()
    target = f"{MARCH}&branch_id={elsewhere.id}"
    assert world.sign_in("manager").get(target).status_code == 403
    assert read(world.sign_in("management"), target)["branch"]["id"] == elsewhere.id


def test_who_measures_nothing_sees_nothing(world):
    assert world.sign_in("support").get(MARCH).status_code == 403
    assert world.sign_in("admin").get(MARCH).status_code == 403


def test_every_record_under_a_figure_says_why_it_counts_or_does_not(world):
    one, _ = ids_of(world)
    batch = [response("a", one), response("b", one, mode="staff"), response("c", one, q1=None)]
    apply(world, world.branch.id, batch)
    found = read(world.sign_in("supervisor"), "/api/kpis/k1/records?period=2026-03")
    assert {each["record_id"]: each["reason"]["code"] for each in found["items"]} == {
        "a": "valid",
        "b": "typed_by_staff",
        "c": "unanswered",
    }
    assert {each["code"]: each["count"] for each in found["reasons"]} == {
        "valid": 1,
        "typed_by_staff": 1,
        "unanswered": 1,
    }
    assert all(each["record"]["id"] == each["record_id"] for each in found["items"])
    not_counted = read(world.sign_in("supervisor"), "/api/kpis/k1/records?period=2026-03&counted=false")["items"]
    assert {each["record_id"] for each in not_counted} == {"b", "c"}


def test_a_drill_stands_under_the_figure_of_everybody_who_was_in_place(world_on_both):
    world, target = world_on_both, "/api/kpis/k5/records?period=2026-03"
    one, other = ids_of(world)
    rows = [{"account": one, "present": True}, {"account": other, "present": True}, {"name": "保安", "present": True}]
    told = {"scenario": "fire", "ended_at": "2026-03-02T01:05:00.000Z", "participants": rows}
    apply(world, world.branch.id, [record("drill", "drill", "archived", by=one, at=AT, **told)])
    desk = world.sign_in("supervisor")
    found = kpi(read(desk, "/api/kpis?period=2026Q1"), "k5")
    assert figure(found, "drills")["numerator"] == 1
    assert {each["user_id"]: figure(each, "drills")["numerator"] for each in found["persons"]} == {one: 1, other: 1}
    assert [each["reason"]["code"] for each in read(desk, f"{target}&person={other}")["items"]] == ["took_part"]
    page = read(desk, f"{target}&limit=1")
    people = [page["items"][0]["person"]["user_id"]]
    while page["next"]:
        page = read(desk, f"{target}&limit=1&cursor={page['next']}")
        people += [each["person"]["user_id"] for each in page["items"]]
    assert people == sorted(["", one, other], reverse=True)


def test_a_list_is_read_page_by_page_without_a_gap(world):
    one, _ = ids_of(world)
    apply(world, world.branch.id, copies(response("a", one), 7, linked=lambda number: f"visit-{number}"))
    desk, seen, after = world.sign_in("supervisor"), [], ""
    for _ in range(3):
        page = read(desk, f"/api/kpis/k1/records?period=2026-03&limit=3{after}")
        seen += [each["record_id"] for each in page["items"]]
        after = f"&cursor={page['next']}"
    assert (len(seen), len(set(seen)), page["next"]) == (7, 7, None)


def test_listed_records_are_masked(world):
    pen = pen_of(world)
    opinion = pen.create("feedback")
    pen.push(opinion)
    found = read(world.sign_in("supervisor"), "/api/kpis/k3/records?period=2026-03")["items"]
    assert found[0]["record"]["values"]["customer_mobile"] == "139****5678"


def test_what_hangs_on_a_figure_is_there_when_the_answer_to_the_push_is(world):
    pen = pen_of(world)
    before = figure(kpi(read(world.sign_in("manager")), "k3"), "opinions")["numerator"]
    pen.push(pen.create("feedback"))
    after = figure(kpi(read(world.sign_in("manager")), "k3"), "opinions")["numerator"]
    assert (before, after) == (0, 1)


def test_work_is_attributed_to_who_captured_it_also_on_anothers_tablet(world):
    pen = pen_of(world)
    other = second_person(world, pen, "lobby2")
    other.push(other.create("feedback"))
    persons = kpi(read(world.sign_in("manager")), "k3")["persons"]
    assert [each["name"] for each in persons] == ["测试lobby2"]


def test_how_far_the_data_goes_is_said_for_each_tablet(world):
    pen = pen_of(world)
    pen.push(pen.create("feedback"))
    found = read(world.sign_in("manager"))
    assert [each["name"] for each in found["tablets"]] == ["大堂平板"]
    assert found["complete_through"] is not None


def test_the_pace_says_what_is_missing_by_working_days_left(world):
    """Monday 2 March, 09:00: 22 working days lie before it, none of them behind."""
    completed(world, pen_of(world))
    found = read(world.sign_in("manager"), "/api/kpis/k2/pace?period=2026-03")
    assert found["working_days"] == {"all": 22, "passed": 0, "left": 22}
    told = found["pace"][0]
    assert (told["have"], told["target"], told["missing"], told["a_day"], told["forecast"]) == (1, 500, 499, 23, None)
    assert told["zh_text"] == "本月还差 499 笔，还有 22 个工作日，平均每天 23 笔"
    assert [each["period"]["code"] for each in found["earlier"]] == ["2026-02", "2026-01", "2025-12"]


def test_the_forecast_follows_the_rate_so_far_and_has_a_range(world):
    completed(world, pen_of(world))
    world.clock.now = datetime(2026, 3, 16, 12, tzinfo=UTC)  # half of the month
    told = read(world.sign_in("manager"), "/api/kpis/k2/pace?period=2026-03")["pace"][0]
    assert told["forecast"]["low"] <= told["forecast"]["expected"] == 2 <= told["forecast"]["high"]


def test_the_figures_of_a_branch_come_with_what_is_still_missing(world):
    completed(world, pen_of(world))
    found = read(world.sign_in("manager"))
    told = {each["code"]: [aim["missing"] for aim in each["pace"]] for each in found["kpis"]}
    assert told == {"k1": [], "k2": [499], "k3": [100], "k4": [3], "k5": []}
    assert kpi(found, "k4")["pace"][0]["zh_text"].startswith("本季还差 3 场，还有 ")
    over = read(world.sign_in("manager"), "/api/kpis?period=2025-12")
    assert not any(each["pace"] for each in over["kpis"])


def test_an_ended_period_has_no_pace_any_more(world):
    assert read(world.sign_in("manager"), "/api/kpis/k2/pace?period=2026-01")["pace"] == []


def test_the_branch_stands_beside_the_person(world):
    one, other = ids_of(world)
    apply(world, world.branch.id, [response("a", one), response("b", other, q1="1")])
    found = read(world.sign_in("lobby"), "/api/kpis/k1/pace?period=2026-03")
    assert [figure(found, "satisfied")["value"], figure(found["branch"], "satisfied")["value"]] == ["100.00%", "50.00%"]


def test_signs_of_records_made_for_the_figure_are_shown_to_the_supervisor(world):
    one, _ = ids_of(world)
    quick = copies(record("feedback", "quick", "collected", by=one, at=AT, content="一样的话"), 5)
    apply(world, world.branch.id, quick)
    signs = read(world.sign_in("supervisor"), "/api/kpis/signs?period=2026-03")["signs"]
    assert {(each["code"], each["count"], each["person"]["name"]) for each in signs} == {
        ("burst", 5, "测试lobby"),
        ("same", 5, "测试lobby"),
    }


def test_branches_stand_side_by_side_for_the_region_only(world):
    elsewhere = world.other_branch()
    one, _ = ids_of(world)
    apply(world, elsewhere.id, [response("a", one)])
    assert world.sign_in("manager").get("/api/kpis/overview?period=2026-03").status_code == 403
    found = read(world.sign_in("auditor"), "/api/kpis/overview?period=2026-03")["branches"]
    values = {each["branch"]["no"]: figure(each["kpis"][0], "satisfied")["value"] for each in found}
    assert values == {world.branch.no: None, elsewhere.no: "100.00%"}


@pytest.mark.parametrize("period", ["2026-03-02", "2026-13", "2026Q5", "1999-01", "march"])
def test_what_is_no_month_and_no_quarter_is_refused(world, period):
    assert world.sign_in("manager").get(f"/api/kpis?period={period}").status_code == 422


def test_an_unknown_kpi_is_not_found(world):
    assert world.sign_in("manager").get("/api/kpis/k9/records?period=2026-03").status_code == 404


def test_a_quarter_shows_what_its_months_hold(world):
    pen = pen_of(world)
    received = completed(world, pen)
    found = kpi(read(world.sign_in("manager"), "/api/kpis?period=2026Q1"), "k2")
    assert (found["period"]["code"], figure(found, "business")["numerator"]) == ("2026Q1", 1)
    step(world, received, "supervisor", "void", void_cause="entry_error")
    found = kpi(read(world.sign_in("manager"), "/api/kpis?period=2026Q1"), "k2")
    assert figure(found, "business")["numerator"] == 0


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("manager", "?period=2026Q1"),
        ("lobby", "?period=2026-03"),
        ("manager", "/k1/records?period=2026-03&counted=true&reason=valid&cursor=2026-03-03T01:00:00.000Z~z~"),
        ("lobby", "/k1/pace?period=2026Q1"),
        ("manager", "/signs?period=2026-03"),
        ("auditor", "/overview?period=2026Q1"),
    ],
)
def test_every_view_answers_on_both_databases(world_on_both, name, target):
    """Here alone the views run on PostgreSQL as well; what they say is told by the other tests."""
    world = world_on_both
    apply(
        world, world.branch.id, [response("a", world.person("lobby").id), record("feedback", "b", "collected", at=AT)]
    )
    found = read(world.sign_in(name), f"/api/kpis{target}")
    assert found["period"]["code"].startswith("2026")
