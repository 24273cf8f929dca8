import pytest

from sync.clock import business_time, offset, skewed
from tests.unit.sync.vectors import vectors

CASES = vectors("clock")


@pytest.mark.parametrize("case", CASES["offset"], ids=lambda case: str(case["offset"]))
def test_the_clock_error_is_seen_in_one_answer(case):
    assert offset(case["sent_at"], case["server_at"], case["received_at"]) == case["offset"]


@pytest.mark.parametrize("case", CASES["business_time"], ids=lambda case: f"{case['occurred_at']}-{case['doubtful']}")
def test_a_time_is_believed_within_its_bounds(case):
    found = business_time(case["occurred_at"], case["clock_offset"], case["previous"], case["received_at"])
    assert found == (case["time"], case["doubtful"])


@pytest.mark.parametrize(("error", "told"), CASES["skewed"])
def test_a_skew_is_told_above_two_minutes(error, told):
    assert skewed(error) is told
