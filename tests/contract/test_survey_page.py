"""The page behind an invitation's QR code: one short form on the customer's own phone, answered once, on both databases."""

import re

import pytest

from tests.pushes import example, pen_of

CODE = "0f" * 16
ANSWERS = {"q1": "5", "q4": "4", "q9": "9", "q10": "讲得很清楚。"}


@pytest.fixture
def world(world_on_both):
    return world_on_both


@pytest.fixture
def pen(world):
    return pen_of(world)


def invited(pen, **more):
    values = {
        "linked": "01935b1e-7c00-7000-8000-000000000001",
        "scene": "consultation",
        "mode": "qr",
        "issued_at": "2026-03-02T01:00:00.000Z",
        "token": CODE,
    } | more
    operation = pen.create("survey_response", **(dict.fromkeys(example("survey_response")) | values))
    (receipt,) = pen.push(operation)
    assert receipt["verdict"] == "applied", receipt
    return operation["record_id"]


def page(world, code=CODE, **options):
    return world.client().get(f"/survey/{world.branch.no}/{code}", **options)


def send(world, answers=ANSWERS, code=CODE):
    return world.client().post(f"/survey/{world.branch.no}/{code}", data=answers)


def held(world, record_id):
    return world.sign_in("supervisor").get(f"/api/records/{record_id}").json


def test_an_answer_becomes_the_step_of_the_very_record(world, pen):
    record_id = invited(pen)
    assert page(world).status_code == 200
    assert send(world).status_code == 303
    record = held(world, record_id)
    assert (record["status"], record["values"]["q1"], record["values"]["q9"]) == ("submitted", "5", 9)
    assert {"started_at", "submitted_at"} <= set(record["values"])


def test_the_tablet_learns_of_the_answer_by_sync(world, pen):
    record_id = invited(pen)
    send(world)
    assert {item["id"]: item["status"] for item in pen.pull_items() if item["t"] == "record"}[record_id] == "submitted"


def test_a_second_answer_changes_nothing_and_is_thanked(world, pen):
    record_id = invited(pen)
    send(world)
    again = send(world, ANSWERS | {"q1": "1"})
    assert again.status_code == 200
    assert "谢谢您" in again.text
    assert held(world, record_id)["values"]["q1"] == "5"


def test_a_code_nobody_gave_out_opens_nothing_and_tries_are_limited(world, pen):
    invited(pen)
    assert page(world, "ab" * 16).status_code == 404
    answers = [page(world, f"{number:032x}").status_code for number in range(120)]
    assert set(answers) == {404, 429}
    assert answers[-1] == 429


def test_an_answer_that_is_none_is_told_at_its_question_and_what_was_typed_stays(world, pen):
    record_id = invited(pen)
    refused = send(world, {"q1": "9", "q10": "说得<b>很好</b>"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert "说得&lt;b&gt;很好&lt;/b&gt;" in refused.text
    assert held(world, record_id)["status"] == "issued"


def test_what_must_be_answered_is_asked_for(world, pen):
    invited(pen)
    assert "请回答这一题" in send(world, {"q4": "3"}).text


def test_an_invitation_ends(world, pen):
    invited(pen)
    world.clock.pass_by(hours=25)
    assert page(world).status_code == 410
    assert send(world).status_code == 410


def test_the_page_asks_what_the_scene_asks(world, pen):
    invited(pen, scene="device")
    names = set(re.findall(r'name="(q\d+)"', page(world).text))
    assert names == {"q1", "q4", "q6", "q9", "q10"}


def test_the_page_has_no_script_and_no_style_of_its_own_and_names_nobody(world, pen):
    invited(pen)
    text = page(world).text
    assert not re.search(r"<script|<style|style=|onclick", text)
    assert "测试lobby" not in text


def test_the_page_speaks_english_where_asked(world, pen):
    invited(pen)
    assert "How was our service?" in world.client().get(f"/survey/{world.branch.no}/{CODE}?lang=en").text
