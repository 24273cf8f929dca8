"""A drill is scored as its scenario says, and never better than it was (domain.md §6.9)."""

import pytest

from server.domain.drill_scoring import drill_score, drill_verdict

STEPS = [("discover", "response"), ("call", "alarm"), ("evacuate", "people"), ("roll_call", "people")]
SCENARIO = {
    "steps": [{"code": code, "group": group} for code, group in STEPS],
    "weights": {"response": 20, "alarm": 25, "people": 55},
}


def timeline(**done: str) -> list[dict[str, str]]:
    return [{"step": step, "done": how} for step, how in done.items()]


def test_every_step_done_is_a_hundred_and_none_is_nothing() -> None:
    assert drill_score(SCENARIO, timeline(**{code: "done" for code, _ in STEPS})) == 100
    assert drill_score(SCENARIO, []) == 0


def test_a_step_partly_done_is_worth_half_and_one_not_done_nothing() -> None:
    assert drill_score(SCENARIO, timeline(discover="partly", call="not_done")) == 10


def test_steps_of_a_group_share_its_weight_and_the_score_is_rounded_down() -> None:
    assert drill_score(SCENARIO, timeline(evacuate="done")) == 27


def test_a_step_the_scenario_does_not_know_is_worth_nothing() -> None:
    assert drill_score(SCENARIO, timeline(chase="done")) == 0


@pytest.mark.parametrize(
    ("score", "vetoed", "verdict"),
    [
        (79, False, "failed"),
        (80, False, "passed"),
        (89, False, "passed"),
        (90, False, "excellent"),
        (100, True, "failed"),
    ],
)
def test_the_marks_belong_to_what_they_begin_and_a_veto_fails_the_drill(score: int, vetoed: bool, verdict: str) -> None:
    assert drill_verdict(score, vetoed=vetoed, passes_from=80, excellent_from=90) == verdict
