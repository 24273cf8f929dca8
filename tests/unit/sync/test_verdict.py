import pytest

from sync.verdict import VERDICTS, fate, is_decided, supersedes, took_effect
from tests.unit.sync.vectors import vectors

CASES = vectors("verdict")


@pytest.mark.parametrize("case", CASES["fate"], ids=lambda case: case["verdict"])
def test_a_verdict_says_whose_turn_it_is(case):
    assert (fate(case["verdict"]), is_decided(case["verdict"])) == (case["fate"], case["decided"])


def test_the_vectors_know_every_verdict():
    assert {case["verdict"] for case in CASES["fate"]} == set(VERDICTS)


@pytest.mark.parametrize("case", CASES["took_effect"], ids=lambda case: str(case["receipt"]))
def test_dependants_go_on_only_after_an_effect(case):
    assert took_effect(case["receipt"]) is case["took_effect"]


@pytest.mark.parametrize("case", CASES["supersedes"], ids=lambda case: f"{case['older']}-{case['newer']}")
def test_a_decision_is_never_taken_back_by_a_late_message(case):
    older = case["older"] and {"verdict": case["older"]}
    assert supersedes({"verdict": case["newer"]}, older) is case["supersedes"]
