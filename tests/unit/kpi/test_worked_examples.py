"""What the reference works out by hand is what the definitions compute, and what the printed table says."""

import pytest

from tests.unit.kpi.worked_examples import EXAMPLES, Example, as_markdown, computed


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.case)
def test_a_worked_example_of_the_reference_comes_out_as_it_says(example: Example) -> None:
    found = {code: (figure.value, figure.status) for code, figure in computed(example).items()}
    assert found == example.expected


def test_the_table_has_a_row_for_every_figure_of_every_example() -> None:
    assert len(as_markdown().splitlines()) == 2 + sum(len(example.expected) for example in EXAMPLES)
