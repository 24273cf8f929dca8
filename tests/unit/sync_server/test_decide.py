"""The decision on one operation, by examples and by properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.server.decide import decide
from sync.server.state import Actor, Conflict, Moment
from tests.unit.sync_server.toy import ACTOR, AT, MOMENT, POLICY, RECORD, TOY, operation, record, update, view

FIELDS = {"size": st.none() | st.integers(0, 9), "finish": st.none() | st.sampled_from("ab")}
FIELDS["colour"] = st.none() | st.sampled_from(["red", "blue"])
VALUES = st.fixed_dictionaries(FIELDS)


def decided(wanted, known, moment=MOMENT, **grant):
    return decide(wanted, view(known, **grant), POLICY, moment)


@given(base=VALUES, mine=VALUES, theirs=VALUES)
def test_every_field_is_ours_theirs_or_in_conflict_and_groups_never_mix(base, mine, theirs):
    """I10, I11, MUST-21, MUST-22, MUST-23."""
    changes = {code: (base[code], mine[code]) for code in base}
    decision = decided(update({"rev": 1}, **changes), record(rev=2, **_present(theirs)))
    after = decision.record.payload if decision.record else _present(theirs) | {"what": "陀螺"}
    conflicts = decision.conflict.fields if decision.conflict else {}
    for group in (("size",), ("colour", "finish")):
        touched = any(base[code] != mine[code] for code in group)
        moved = any(base[code] != theirs[code] for code in group)
        same = all(mine[code] == theirs[code] for code in group if base[code] != mine[code])
        wanted = {code: mine[code] if base[code] != mine[code] else theirs[code] for code in group}
        if not touched or same:
            wanted, expected = {code: theirs[code] for code in group}, {}
        elif moved:
            wanted = {code: theirs[code] for code in group}
            expected = {code: [base[code], mine[code], theirs[code]] for code in group}
        else:
            expected = {}
        assert {code: after.get(code) for code in group} == wanted
        assert {code: value for code, value in conflicts.items() if code in group} == expected


def _present(values):
    return {code: value for code, value in values.items() if value is not None}


@given(
    year=st.integers(1970, 2200),
    offset=st.integers(-(10**13), 10**13),
    doubtful=st.booleans(),
    mine=st.integers(0, 3),
    theirs=st.integers(0, 3),
)
def test_no_clock_changes_a_verdict_or_a_value(year, offset, doubtful, mine, theirs):
    """I16, MUST-32."""
    known = record(rev=2, size=theirs)
    straight = update({"rev": 1}, size=(1, mine))
    wrong = replace(straight, occurred_at=f"{year}-01-01T00:00:00.000Z", clock_offset=offset)
    moment = Moment(f"{year}-01-01T00:00:00.000Z", doubtful, AT, AT)
    one, other = decided(straight, known), decided(wrong, known, moment)
    assert one.receipt == other.receipt
    assert one.record == other.record


def test_a_capture_after_its_grant_ran_out_is_refused_unless_its_time_is_doubtful():
    """MUST-32, MUST-33."""
    created = operation("toy.create@1", patch={"what": {"from": None, "to": "陀螺"}})
    late = {"expires_at": "2026-03-02T00:00:00.000Z"}
    assert decided(created, None, **late).receipt["code"] == "grant_expired"
    assert decided(created, None, replace(MOMENT, doubtful=True), **late).verdict == "applied"


def test_what_arrived_before_a_grant_was_withdrawn_was_made_under_it():
    """MUST-18."""
    created = operation("toy.create@1", patch={"what": {"from": None, "to": "陀螺"}})
    assert decided(created, None, revoked_at="2026-03-02T01:00:00.001Z").verdict == "applied"
    assert decided(created, None, revoked_at=AT).receipt["code"] == "grant_revoked"


@pytest.mark.parametrize(
    ("wanted", "known", "code", "field"),
    [
        (update(size=(None, 1)), None, "no_such_record", None),
        (operation("toy.update@1", patch={"size": {"from": None, "to": 1}}), record(), "reason_required", "reason"),
        (update(size=(None, 100)), record(), "out_of_range", "size"),
        (update(shape=(None, 1)), record(), "unknown_field", "shape"),
        (update(shape=(1, 1)), record(), "unknown_field", "shape"),
        (update(what=("陀螺", None)), record(), "required", "what"),
        (update(size=(None, 1)), record(status="voided"), "wrong_status", None),
        (operation("toy.create@1", patch={"what": {"from": None, "to": "x"}}), record(), "record_exists", None),
        (operation("toy.age@1", command={"args": {}}), record(), "required", "finish"),
        (operation("toy.age@1", command={"args": {"what": "x"}}), record(), "unknown_field", "what"),
        (operation("toy.age@1", command={"args": {"finish": "a"}}), record(status="old"), "wrong_status", "status"),
        (operation("toy.void@1", command={"args": {}, "reason": "x"}), record(), "not_permitted", None),
        (operation("toy.resolve@1", command={"args": {}}), record(), "no_such_conflict", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_names_its_reason_and_its_field(wanted, known, code, field):
    """MUST-10, MUST-14."""
    decision = decided(wanted, known)
    assert (decision.verdict, decision.receipt["code"], decision.receipt.get("field")) == ("rejected", code, field)
    assert decision.record is None


def test_unknown_values_of_a_late_step_are_refused_and_make_no_conflict():
    """MUST-24: what stands in a conflict can be resolved."""
    known = replace(record(rev=2), changed_at={"status": 2})
    late = operation("toy.age@1", base={"rev": 1}, command={"args": {"shape": "round"}})
    assert decided(late, known).receipt["code"] == "unknown_field"


def test_a_late_step_that_says_what_stands_already_is_merged():
    """MUST-23."""
    known = replace(record(rev=2, status="old", finish="a"), changed_at={"status": 2, "finish": 2})
    late = operation("toy.age@1", base={"rev": 1}, command={"args": {"finish": "a"}})
    assert decided(late, known).verdict == "merged"


def test_present_rights_decide_a_step_within_what_the_grant_carried():
    """MUST-18."""
    step = operation("toy.age@1", base={"rev": 1}, command={"args": {"finish": "a"}})
    seen = view(record())
    seen.actors = {ACTOR: Actor(ACTOR, frozenset({"lobby_manager"}), active=False)}
    assert decide(step, seen, POLICY, MOMENT).receipt["code"] == "not_permitted"


@pytest.mark.parametrize(
    ("choose", "code", "field"),
    [
        ({}, "choice_needed", "colour"),
        ({"colour": "mine"}, "choice_needed", "finish"),
        ({"colour": "mine", "finish": "theirs"}, "group_split", "colour"),
        ({"colour": "mine", "finish": ["mine"]}, "choice_needed", "finish"),
    ],
)
def test_a_group_is_chosen_as_one(choose, code, field):
    """MUST-25."""
    seen = view(record(colour="red", finish="a"))
    fields = {"colour": [None, "blue", "red"], "finish": [None, "b", "a"]}
    seen.conflicts["c1"] = Conflict("c1", RECORD, TOY.code, fields, ACTOR, AT)
    chosen = operation("toy.resolve@1", command={"args": {"conflict_id": "c1", "choose": choose}})
    receipt = decide(chosen, seen, POLICY, MOMENT).receipt
    assert (receipt["code"], receipt["field"]) == (code, field)


def test_values_that_changed_again_make_a_new_conflict_and_close_the_old():
    """MUST-25."""
    seen = view(record(size=3))
    seen.conflicts["c1"] = Conflict("c1", RECORD, TOY.code, {"size": [0, 1, 2]}, ACTOR, AT)
    chosen = operation("toy.resolve@1", command={"args": {"conflict_id": "c1", "choose": {"size": "mine"}}})
    decision = decide(chosen, seen, POLICY, MOMENT)
    assert decision.conflict.fields == {"size": [2, 1, 3]}
    assert decision.closes.id == "c1"
    seen.absorb(decision)
    assert seen.conflicts["c1"].resolved_by == chosen.op_id
