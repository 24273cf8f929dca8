import pytest

from sync.record_state import all_synced, record_state
from tests.unit.sync.vectors import vectors

CASES = vectors("record_state")


@pytest.mark.parametrize("case", CASES["record_state"], ids=lambda case: f"{case['verdicts']}-{case['documents']}")
def test_a_state_is_told_from_receipts_alone(case):
    """MUST-40, MUST-41, MUST-16."""
    assert record_state(case["verdicts"], case["documents"]) == case["state"]


@pytest.mark.parametrize(("outbox", "uploads", "synced"), CASES["all_synced"])
def test_all_synced_means_that_nothing_waits(outbox, uploads, synced):
    """MUST-42, I19."""
    assert all_synced(outbox, uploads) is synced
