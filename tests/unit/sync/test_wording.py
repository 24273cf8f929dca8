"""What may not be promised is found, and what must be said is not taken for it."""

import pytest

from sync.wording import words_in
from tests.unit.sync.vectors import vectors

WORDING = vectors("wording")


@pytest.mark.parametrize("case", WORDING["words_in"], ids=lambda case: str(case["texts"]))
def test_a_promise_is_found_and_a_denial_is_none(case):
    assert words_in(case["texts"], WORDING["words"]) == case["found"]
