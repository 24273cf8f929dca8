"""What one batch knows of records that none of its operations is about."""

from sync.server.state import RecordState
from sync.server.working_set import WorkingSet

AT = "2026-03-02T01:00:00.000Z"
FOUND = RecordState("r1", "b1", "toy", 1, "open", {}, {}, "u1", "d1", AT, False, False, AT, AT)


def test_the_database_is_asked_once_for_a_record_that_is_there_and_for_one_that_is_not():
    asked = []
    view = WorkingSet("b1", read=lambda name: asked.append(name) or {"r1": FOUND}.get(name))
    assert [view.record(name) for name in ("r1", "r1", "r2", "r2")] == [FOUND, FOUND, None, None]
    assert asked == ["r1", "r2"]


def test_a_record_that_was_not_there_is_found_once_the_batch_made_it():
    view = WorkingSet("b1")
    assert view.record("r1") is None
    view.records["r1"] = FOUND
    assert view.record("r1") is FOUND


def test_a_numbered_record_is_the_same_but_for_its_number():
    numbered = FOUND.numbered("WJ-1")
    assert (numbered.no, FOUND.no) == ("WJ-1", None)
    assert numbered == RecordState(**{**vars(FOUND), "no": "WJ-1"})
