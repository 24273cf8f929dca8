import pytest

from sync.attachments import named_files
from tests.unit.sync.vectors import vectors

CASES = vectors("attachments")


@pytest.mark.parametrize("case", CASES["named_files"], ids=lambda case: case["why"])
def test_the_files_a_value_names_are_found(case):
    assert named_files(case["fields"], case["values"]) == case["names"]
