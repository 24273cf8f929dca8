import pytest

from sync.rules import check_rules, fields_of, holds
from tests.unit.sync.vectors import vectors

CASES = vectors("rules")


@pytest.mark.parametrize("case", CASES["holds"], ids=lambda case: str(case["expression"]))
def test_an_expression_holds_as_the_vectors_say(case):
    assert holds(case["expression"], case["values"]) is case["holds"]


@pytest.mark.parametrize("case", CASES["broken"], ids=lambda case: str(case["broken"]))
def test_broken_rules_are_named_in_order(case):
    assert check_rules(case["rules"], case["values"]) == case["broken"]


def test_an_expression_tells_the_fields_it_reads():
    assert fields_of(["or", ["lte", "a", "b"], ["not", ["present", "c"]]]) == {"a", "b", "c"}
