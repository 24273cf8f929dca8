"""Drills and emergencies on paper: seconds against targets, points of each group, and what must never happen."""

from __future__ import annotations

from fractions import Fraction

from server.documents.deliverables.d12 import sheet
from server.documents.deliverables.emergencies import marks_of, steps_of
from sync.scoring import drill_score
from tests.samples.build import PEOPLE, entries, material, subject
from tests.samples.d12 import SERIAL, begun, drill, timeline

FIRE = entries("drills")["fire"]


def steps(**values):
    return {step.name: step for step in steps_of(subject(drill(**values)), FIRE)}


def report(**values):
    return sheet(material(SERIAL), subject(drill(**values))).context


def test_seconds_count_from_the_beginning_and_the_target_itself_is_kept() -> None:
    found = steps(timeline=[{"step": "discover", "at": begun(10)}, {"step": "call", "at": begun(61)}])
    assert (found["发现呼警"].actual, found["发现呼警"].target, found["发现呼警"].within) == ("10", "10", "达标")
    assert found["拨打119"].within == "超时"


def test_a_step_nobody_took_was_not_done_and_has_no_seconds() -> None:
    found = steps(timeline=[])["集合点名"]
    assert (found.done, found.actual, found.within) == ("未做", "—", "")


def test_a_step_that_the_scenario_does_not_know_any_more_stands_at_the_end() -> None:
    assert list(steps(timeline=[*timeline(), {"step": "爆破", "at": begun(5), "done": "done"}]))[-1] == "爆破"


def test_the_points_of_the_groups_add_up_to_the_score() -> None:
    of = drill(timeline=timeline(cash="partly", roll_call="not_done", call="partly"))
    marks = marks_of(subject(of), FIRE)
    assert round(sum(Fraction(mark.reached) for mark in marks)) == drill_score(FIRE, of.payload["timeline"])
    assert [(mark.group, mark.weight) for mark in marks] == [
        ("响应时效", 20),
        ("报警报告", 20),
        ("人员保护", 25),
        ("处置规范", 20),
        ("恢复总结", 15),
    ]


def test_every_veto_of_the_scenario_is_told_whether_it_happened() -> None:
    found = report(vetoes=[{"veto": "lift", "note": "一名参演人员乘电梯下楼"}]).vetoes
    assert [each.happened for each in found] == [False, True, False]


def test_a_call_says_how_long_after_the_beginning_it_was_made() -> None:
    assert report(calls=[{"called": "119", "at": begun(74)}]).calls[0][2] == "74 秒"


def test_a_drill_without_a_course_says_so_in_its_figures() -> None:
    figures = {
        each.what: each.much for each in report(timeline=None, started_at=None, ended_at=None, score=None).figures
    }
    assert (figures["用时"], figures["限时步骤达标"]) == ("—", "0 / 0")


def test_a_colleague_is_printed_by_the_name_of_the_account_and_somebody_else_by_the_name_written() -> None:
    known, name = next(iter(PEOPLE.items()))
    rows = [{"account": known, "role": "疏散引导", "present": True}, {"name": "保安 刘强", "role": "初起灭火"}]
    assert [person[:2] for person in report(participants=rows).people] == [
        (name, "疏散引导"),
        ("保安 刘强", "初起灭火"),
    ]
