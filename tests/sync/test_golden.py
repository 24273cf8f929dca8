"""Every operation type that was ever shipped is decided for ever (MUST-5, I17)."""

import pytest

from server.records import all_kinds
from server.services.record_policy import RecordPolicy
from server.services.upcasters import UPCASTERS
from sync.operation import parse
from sync.server.decide import decide
from sync.server.state import Actor, Conflict, Grant, Moment, RecordState
from sync.server.upcast import newest, type_name
from sync.server.working_set import WorkingSet
from tests.sync.golden import ACTOR, AT, CONFLICT, DEVICE, GRANT, RECORD, golden, shipped

GOLDEN = golden()
POLICY = RecordPolicy(all_kinds(), lambda *_: {}, UPCASTERS, str)
MOMENT = Moment(AT, doubtful=False, received_at=AT, decided_at=AT)


def view_of(entry, operation):
    """What the server knew when it came: the grant, the person in the same role, the record, a conflict about it."""
    kind = newest(operation, UPCASTERS).type.kind
    roles = frozenset({entry["role"]})
    view = WorkingSet("b1", grants={GRANT: Grant(GRANT, DEVICE, ACTOR, roles, "9999-12-31T00:00:00.000Z")})
    values, title = entry.get("values", {}), all_kinds()[kind].columns.title
    view.actors = {ACTOR: Actor(ACTOR, roles, values.get(all_kinds()[kind].department_field))}
    if values:
        view.records[RECORD] = RecordState(
            RECORD, "b1", kind, 1, entry["status"], values, {}, ACTOR, DEVICE, AT, True, False, AT, AT
        )
        fields = {title: [None, "另一个", values[title]]}
        view.conflicts[CONFLICT] = Conflict(CONFLICT, RECORD, kind, fields, ACTOR, AT)
    return view


def test_every_type_of_today_has_a_golden_operation():
    """MUST-5: add it by `python -m tests.sync.golden`."""
    assert set(shipped(all_kinds().values())) <= GOLDEN.keys()


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_operation_is_decided_as_it_was(name):
    """I17."""
    operation = parse(GOLDEN[name]["text"])
    assert type_name(operation) == name
    receipt = decide(operation, view_of(GOLDEN[name], operation), POLICY, MOMENT).receipt
    assert receipt["verdict"] == "applied", receipt
