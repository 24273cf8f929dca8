"""When the system looks again, only what follows other records is worked out; what the record says of the past stays."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from server.domain.people import SYSTEM_ID
from server.records import all_kinds
from server.services.record_policy import RecordPolicy
from sync.server.policy import About
from tests.unit.kpi.bank import record


def asked_for(status: str, verb: str, actor: str) -> set[str]:
    """The fields that are worked out for a step of a piece of business."""
    kind, asked = all_kinds()["business_request"], []

    def derive(declared: Any, *_: Any) -> dict[str, Any]:
        asked.extend(each.field for each in declared)
        return {}

    known = record("business_request", "one", status)
    view: Any = SimpleNamespace(records={"one": known}, keys=SimpleNamespace(hashed={}))
    policy = RecordPolicy(all_kinds(), derive, {}, lambda text: text)
    policy.derived(kind, known.payload, About("one", known.occurred_at, verb, actor, view))
    return set(asked)


ALL = {each.field for each in all_kinds()["business_request"].derived}


def test_what_is_completed_keeps_everything_but_what_still_follows() -> None:
    assert asked_for("completed", "update", SYSTEM_ID) == {"lvt_hint"}


@pytest.mark.parametrize(("verb", "actor"), [("update", "somebody"), ("complete", "somebody"), ("archive", SYSTEM_ID)])
def test_every_other_step_works_out_all_of_it(verb: str, actor: str) -> None:
    assert asked_for("completed", verb, actor) == ALL
