import pytest

from sync.masking import mask_value, shown_value
from tests.unit.sync.vectors import vectors


@pytest.mark.parametrize("case", vectors("masking")["values"], ids=lambda case: f"{case['mask']}-{case['value']}")
def test_a_value_is_masked_as_the_vectors_say(case):
    assert mask_value(case["mask"], case["value"]) == case["masked"]


@pytest.mark.parametrize("case", vectors("masking")["fields"])
def test_a_field_is_shown_as_the_vectors_say(case):
    assert shown_value(case["meta"], case["value"], case.get("values", {})) == case["shown"]
