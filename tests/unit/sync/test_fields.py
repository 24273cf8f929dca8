import pytest

from sync.fields import check, faults_of, normalise
from tests.unit.sync.vectors import vectors

CASES = vectors("fields")


@pytest.mark.parametrize("case", CASES["check"], ids=lambda case: f"{case['meta']['type']}-{case['code']}")
def test_a_value_gets_the_code_the_vectors_say(case):
    assert check(case["meta"], case["value"]) == case["code"]


@pytest.mark.parametrize("case", CASES["normalise"], ids=lambda case: repr(case["value"]))
def test_a_typed_value_takes_its_stored_form(case):
    assert normalise(case["meta"], case["value"]) == case["normal"]


@pytest.mark.parametrize("case", CASES["normalise"], ids=lambda case: repr(case["value"]))
def test_normalising_twice_changes_nothing(case):
    once = normalise(case["meta"], case["value"])
    assert normalise(case["meta"], once) == once


@pytest.mark.parametrize("case", CASES["faults"], ids=lambda case: repr(case["value"]))
def test_what_is_wrong_inside_rows_carries_its_path(case):
    assert faults_of(case["meta"], case["value"]) == case["faults"]
