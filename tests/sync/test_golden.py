"""Every operation type that was ever shipped is decided for ever (MUST-5, I17)."""

import pytest

from server.records import all_kinds
from sync.operation import parse
from sync.server.upcast import type_name
from tests.sync.golden import decided, golden, shipped

GOLDEN = golden()


def test_every_type_of_today_has_a_golden_operation():
    """MUST-5: add it by `python -m tests.sync.golden`."""
    assert set(shipped(all_kinds().values())) <= GOLDEN.keys()


def test_most_golden_operations_take_effect():
    applied = [name for name, entry in GOLDEN.items() if entry["outcome"] == "applied"]
    assert len(applied) > 0.9 * len(GOLDEN)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_operation_is_decided_as_it_was(name):
    """I17."""
    assert type_name(parse(GOLDEN[name]["text"])) == name
    assert decided(GOLDEN[name]) == GOLDEN[name]["outcome"]
