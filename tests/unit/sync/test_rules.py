import pytest

from sync.rules import RuleBook, check_rules, fields_of, holds
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


PASSED_OVER = [
    {"code": "a", "field": "f", "when": ["in", "status", ["done"]], "must": ["present", "f"]},
    {"code": "b", "field": "f", "when": ["and", ["present", "g"], ["eq", "status", "done"]], "must": ["present", "f"]},
    {"code": "c", "field": "f", "when": ["or", ["eq", "status", "done"], ["eq", "g", 1]], "must": ["present", "f"]},
    {"code": "d", "field": "f", "when": ["not", ["eq", "status", "done"]], "must": ["present", "f"]},
    {"code": "e", "field": "f", "must": ["in", "status", ["done"]]},
    {"code": "h", "field": "f", "each": "rows", "when": ["eq", "status", "done"], "must": ["present", "f"]},
]


@pytest.mark.parametrize("status", ["new", "done"])
@pytest.mark.parametrize("values", [{}, {"g": 1}, {"f": 1, "g": 1}, {"rows": [{"status": "done"}, {"status": "new"}]}])
def test_rules_that_a_state_passes_over_would_not_have_been_broken_there(status, values):
    said = {**values, "status": status}
    assert RuleBook(PASSED_OVER).in_state(status).broken(said) == check_rules(PASSED_OVER, said)
