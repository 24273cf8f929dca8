import pytest

from sync.scoring import drill_score, drill_verdict
from tests.unit.sync.vectors import vectors

CASES = vectors("scoring")


@pytest.mark.parametrize("case", CASES["drill_score"], ids=lambda case: str(case["score"]))
def test_a_drill_is_scored_by_groups_of_steps(case):
    assert drill_score(CASES["scenario"], case["timeline"]) == case["score"]


@pytest.mark.parametrize("case", CASES["drill_verdict"], ids=str)
def test_a_veto_fails_a_drill_whatever_its_score(case):
    assert drill_verdict(case["score"], case["vetoed"], 80, 90) == case["verdict"]
