"""A name is like those it is like, by the same figures on the tablet and on the server."""

import pytest

from sync.screening import NameList, best_of
from tests.unit.sync.vectors import vectors

SCREENING = vectors("screening")
LIST = NameList(SCREENING["list"])


@pytest.mark.parametrize("case", SCREENING["screen"], ids=lambda case: case["name"])
def test_a_name_is_like_those_it_is_like(case):
    found = LIST.screen(case["name"], case["percent"])
    hits = [[hit.id, hit.name, hit.score] for hit in found.hits]
    assert (found.result, found.score, hits) == (case["result"], case["score"], case["hits"])


def test_somebody_with_several_names_is_hit_by_any_of_them():
    found = best_of([LIST.screen("王晓燕", 85), LIST.screen("张伟", 85)])
    assert (found.result, [hit.id for hit in found.hits]) == ("possible", ["L001"])
