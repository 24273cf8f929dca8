"""`make test` ends with what the test runners said themselves."""

import pytest

from tests.phases import closing_line


@pytest.mark.parametrize(
    "line",
    [
        "======================== 12 passed in 3.21s ========================",
        "============= 1 failed, 11 passed, 2 skipped in 63.05s (0:01:03) =============",
        "12 passed in 0.50s",
        "      Tests  45 passed (45)",
        "      Tests  1 failed | 44 passed (45)",
    ],
)
def test_a_closing_line_is_taken_as_it_was_printed(line: str) -> None:
    assert closing_line(["collected 12 items", line, ""]) == line


def test_output_without_one_has_none() -> None:
    assert closing_line(["All checks passed!", "Contracts: 3 kept, 0 broken."]) is None
