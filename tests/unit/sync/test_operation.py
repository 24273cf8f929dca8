import pytest

from sync.operation import Unparseable, content_hash, parse
from tests.unit.sync.vectors import vectors

CASES = vectors("operation")


@pytest.mark.parametrize("case", CASES["parse"], ids=lambda case: case["why"])
def test_a_text_is_an_operation_or_names_its_first_wrong_member(case):
    """MUST-1."""
    if case["wrong"] is None:
        assert parse(case["text"]).op_id
        return
    with pytest.raises(Unparseable) as refused:
        parse(case["text"])
    assert refused.value.at == case["wrong"]


def test_a_deeply_nested_text_is_refused_and_not_a_crash():
    with pytest.raises(Unparseable):
        parse("[" * 100_000)


def test_the_hash_names_the_bytes():
    """MUST-2: another byte is another operation."""
    text = CASES["frozen"]["text"]
    assert parse(text).hash == content_hash(text) != content_hash(text + " ")
