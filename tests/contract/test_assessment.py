"""The assessment by the KPIs (D14): printed when its period is locked, anew when it is restated, and on demand before. On both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.domain.periods import parse_period
from server.services.measure_period import MeasurePeriod
from tests.contract.test_kpi_counting import apply
from tests.contract.test_kpi_locks import lock, response
from tests.filings import documents, issue, listed
from tests.papers import text_of


@pytest.fixture
def world(world_on_both):
    return world_on_both


def closed_periods(world):
    documents(world).request_periodic.at_end_of_periods(world.clock())  # which has nothing to say of it
    issue(world).issue_all()
    desk = world.sign_in("manager")
    found = [each for each in listed(desk) if each["code"] == "D14" and each["period"] == "2026-03"]
    return desk, sorted(found, key=lambda each: each["version"])


def printed(desk, item):
    return text_of(desk.get(f"/api/documents/{item['id']}/file").data)


def test_an_open_period_is_not_printed_by_itself(world):
    apply(world, world.branch.id, [response("a")])
    assert closed_periods(world)[1] == []


def test_a_locked_period_in_which_nothing_was_counted_is_not_printed_by_itself(world):
    lock(world)
    assert closed_periods(world)[1] == []


def test_a_locked_period_is_printed_with_its_figures_and_the_records_behind_them(world):
    apply(world, world.branch.id, [response("a"), response("b", q1="2")])
    lock(world)
    desk, (only,) = closed_periods(world)
    assert (only["state"], only["serial"]) == ("issued", f"JXB-{world.branch.no}-202603-v1")
    text = printed(desk, only)
    assert "已于2026年4月8日17:01:00锁定。" in text
    assert "50.00%1/2" in text.replace("1/2样本偏少", "1/2")
    assert "计入：有效问卷" in text
    assert len(closed_periods(world)[1]) == 1


def test_a_restated_period_is_printed_anew_and_says_what_changed(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    closed_periods(world)
    world.clock.now += timedelta(hours=1)
    apply(world, world.branch.id, [response("late", q1="1")])
    lock(world, world.clock.now)
    world.clock.now += timedelta(minutes=1)
    desk, (first, second) = closed_periods(world)
    assert (first["state"], second["state"]) == ("superseded", "issued")
    text = printed(desk, second)
    assert "第2版（重述）" in text
    assert "满意度100.00%→50.00%" in text


def test_who_asks_before_the_lock_gets_figures_that_say_they_are_open(world):
    world.clock.now = world.clock.now.replace(year=2026, month=4, day=2)
    apply(world, world.branch.id, [response("a")])
    desk = world.sign_in("manager")
    assert desk.post("/api/documents", {"code": "D14", "period": "2026-03"}).status_code in (201, 202)
    issue(world).issue_all()
    (only,) = [each for each in listed(desk) if each["code"] == "D14"]
    assert "未锁定：以下为数据截止时的数字" in printed(desk, only)


def test_who_may_not_see_everybodys_figures_reads_no_assessment(world):
    apply(world, world.branch.id, [response("a")])
    lock(world)
    (only,) = closed_periods(world)[1]
    teller = world.sign_in("teller")
    asked = [
        f"/api/documents/{only['id']}",
        f"/api/documents/{only['id']}/file",
        f"/api/documents/{only['id']}/evidence",
    ]
    assert {teller.get(each).status_code for each in asked} == {403}
    archive = {"ids": [only["id"]], "reason": "归档备查"}
    assert teller.post("/api/documents/archive", archive).status_code == 403
    assert "D14" not in {each["code"] for each in teller.get("/api/documents/definitions").json["items"]}
    assert world.sign_in("manager").get(f"/api/documents/{only['id']}").status_code == 200


def test_what_is_printed_is_what_the_figures_say(world):
    apply(world, world.branch.id, [response("a"), response("b", q1="1")])
    measure: MeasurePeriod = world.services.parts["measures"]
    measured = measure(world.branch.id, parse_period("2026-03"), world.clock())
    (first, *_) = measured.kpis
    assert (first.kpi.code, first.figures[0].value, measured.version) == ("k1", "50.00%", None)
    assert [(reason.zh, len(numbers)) for reason, numbers in first.evidence] == [("有效问卷", 2)]
