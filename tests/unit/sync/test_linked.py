"""What a record works out from another one that it names, by the vectors of both halves."""

import pytest

from sync.linked import RULES, Named, Occasion
from tests.unit.sync.vectors import vectors

LINKED = vectors("linked")


@pytest.mark.parametrize("case", LINKED["linked"], ids=str)
def test_it_follows_from_the_other_record_and_the_day(case):
    said = LINKED["occasion"]
    occasion = Occasion(
        said["day"], [(years, group) for years, group in said["ages"]], said["oldest"], said["verified"]
    )
    assert RULES[case["rule"]](Named(**case["named"]), case["given"], occasion) == case["value"]
