import pytest

from sync.batch import first_batch, halved
from tests.unit.sync.vectors import vectors

CASES = vectors("batch")


@pytest.mark.parametrize("case", CASES["first_batch"], ids=lambda case: f"{len(case['sizes'])}-{case['count']}")
def test_a_batch_is_as_large_as_the_limits_allow(case):
    assert first_batch(case["sizes"], case["limit"]) == case["count"]


@pytest.mark.parametrize(("count", "next_count"), CASES["halved"])
def test_a_refused_batch_is_halved_down_to_one(count, next_count):
    assert halved(count) == next_count
