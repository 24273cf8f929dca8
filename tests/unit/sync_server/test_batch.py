"""Many operations on one view: what waits is decided again, and an old vocabulary is still understood."""

import itertools
import uuid
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sync.operation import OperationType
from sync.server.batch import Deciding, Pending, final, numbered
from sync.server.decide import decide
from tests.unit.sync_server.toy import MOMENT, POLICY, RECORD, operation, record, update, view


def nobody(_op_ids):
    return ()


def run(wanted, known=None):
    deciding = Deciding(view(known), POLICY)
    return deciding.run([Pending(each, MOMENT) for each in wanted], nobody)


@given(order=st.permutations(range(4)))
def test_a_chain_ends_alike_in_whatever_order_it_comes(order):
    """MUST-12, I8, I18."""
    ids = [f"00000000-0000-4000-9000-00000000000{number}" for number in range(4)]
    created = operation("toy.create@1", op_id=ids[0], patch={"what": {"from": None, "to": "陀螺"}})
    later = [
        replace(update({"after": ids[number - 1]}, size=(number - 1 or None, number)), op_id=ids[number])
        for number in (1, 2, 3)
    ]
    chain = [created, *later]
    outcomes = run([chain[place] for place in order])
    last = final(outcomes)
    assert [last[name].decision.verdict for name in ids] == ["applied"] * 4
    assert [outcome.decision.record.rev for outcome in outcomes if outcome.decision.record] == [1, 2, 3, 4]


def test_an_operation_takes_effect_once_however_often_it_is_looked_at():
    """I3."""
    waits, held = (operation("toy.create@1", record_id=name, patch=_named(name)) for name in _two())
    waits = replace(waits, deps=(held.op_id,))
    outcomes = run([waits, held])
    assert sum(outcome.decision.creates for outcome in outcomes) == 2


def test_a_ring_of_waiting_ends():
    """MUST-12."""
    one, two = (operation("toy.create@1", record_id=name, patch=_named(name)) for name in _two())
    one, two = replace(one, deps=(two.op_id,)), replace(two, deps=(one.op_id,))
    assert {outcome.decision.verdict for outcome in run([one, two])} == {"deferred"}


def test_the_number_of_a_record_stands_in_every_state_it_had_and_in_one_receipt():
    created = operation("toy.create@1", patch={"what": {"from": None, "to": "陀螺"}})
    outcomes = run([created, update({"after": created.op_id}, size=(None, 1))])
    named = [numbered(outcome, {RECORD: "WJ-7"}) for outcome in outcomes]
    assert [outcome.decision.record.no for outcome in named] == ["WJ-7", "WJ-7"]
    assert [outcome.receipt.get("no") for outcome in named] == ["WJ-7", None]
    assert named[1].before.no == "WJ-7"


def test_an_old_type_is_read_as_what_it_means_today():
    """MUST-5, I17: and its receipt is the one of the operation that was sent."""

    def once_called_length(old):
        return replace(old, type=OperationType("toy", "update", 1), patch={"size": old.patch["length"]})

    policy = replace(POLICY, upcasters={"toy.stretch@1": once_called_length})
    old = operation("toy.stretch@1", patch={"length": {"from": None, "to": 5}}, command={"args": {}, "reason": "更正"})
    decision = decide(old, view(record()), policy, MOMENT)
    assert decision.record.payload["size"] == 5
    assert decision.receipt["hash"] == old.hash


def _two():
    return [str(uuid.UUID(int=number, version=4)) for number in itertools.islice(itertools.count(1), 2)]


def _named(name):
    return {"what": {"from": None, "to": name[:8]}}
