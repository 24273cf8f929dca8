"""The bugs that the simulation must find are changes of the source as it stands (`make simulate-mutants` plants them)."""

from __future__ import annotations

import pytest

from tests.simulation.node import REPOSITORY
from tests.simulation.planted import PLANTED, Bug


@pytest.mark.parametrize("bug", PLANTED, ids=lambda bug: bug.name)
def test_a_planted_bug_fits_the_source(bug: Bug) -> None:
    for file, right, wrong in bug.changes:
        assert (REPOSITORY / file).read_text(encoding="utf-8").count(right) == 1, right
        assert right != wrong
