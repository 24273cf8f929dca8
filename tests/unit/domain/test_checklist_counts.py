"""Items of an inspection are counted by their result."""

from server.domain.checklist_counts import items_with

RESULTS = [{"item": "CK06", "result": "pass"}, {"item": "CK07", "result": "fail"}, {"item": "CK13", "result": "pass"}]


def test_items_are_counted_by_result() -> None:
    assert [items_with(RESULTS, result) for result in ("pass", "fail", "unchecked")] == [2, 1, 0]


def test_an_inspection_not_begun_has_no_items() -> None:
    assert items_with(None, "pass") == 0
