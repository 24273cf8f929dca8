import pytest

from sync.identifiers import is_identifier, normal_form
from tests.unit.sync.vectors import vectors

CASES = vectors("identifiers")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['format']}-{case['text']}")
def test_a_number_is_one_as_the_vectors_say(case):
    assert is_identifier(case["format"], case["text"]) is case["valid"]


@pytest.mark.parametrize("case", [case for case in CASES if "normal" in case], ids=lambda case: case["text"])
def test_a_number_is_kept_in_its_normal_form(case):
    assert normal_form(case["format"], case["text"]) == case["normal"]
