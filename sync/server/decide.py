"""The decision on one operation: a pure function of the operation, of what the server knows, and of the kind's definition.

It reads no clock and no database, and merges and orders without looking at the tablet's clock (I16). Everything else of the server is in service of
this function: loading what it reads, writing what it says.
"""

from typing import Any

from sync.operation import Operation
from sync.server.change import VERBS, Step, run_command
from sync.server.policy import KindPolicy, Policy
from sync.server.receipt import receipt_of
from sync.server.refusal import Blocked, Deferred, NotApplied, Refused
from sync.server.state import Decision, Grant, Moment
from sync.server.upcast import newest, type_name
from sync.server.working_set import WorkingSet
from sync.verdict import is_decided, took_effect


def decide(operation: Operation, view: WorkingSet, policy: Policy, moment: Moment) -> Decision:
    """What becomes of the operation. Never raises for anything an operation may say; the caller absorbs the decision."""
    try:
        grant = _grant(operation, view, moment)
        spoken = policy.opened(newest(operation, policy.upcasters))
        kind = _kind(spoken, policy)
        _wait_for_dependencies(operation, view)
        step = Step(spoken, view, kind, policy, grant, moment, _base_rev(operation, view))
        return VERBS.get(spoken.type.verb, run_command)(step)
    except NotApplied as reason:
        return Decision(operation, receipt_of(operation, moment, **_told(reason, policy)))


def _told(reason: NotApplied, policy: Policy) -> dict[str, Any]:
    if isinstance(reason, Refused):
        zh, en = reason.told or policy.told(reason.code)
        return {"verdict": "rejected", "code": reason.code, "field": reason.field, "message": {"zh": zh, "en": en}}
    if isinstance(reason, Deferred):
        return {"verdict": "deferred", "code": reason.code, "waits_for": reason.waits_for}
    assert isinstance(reason, Blocked)
    return {"verdict": "blocked", "by": reason.by}


def _grant(operation: Operation, view: WorkingSet, moment: Moment) -> Grant:
    """What had arrived before a grant was withdrawn was captured under it, whatever the tablet's clock says."""
    grant = view.grants.get(operation.grant_id)
    if grant is None or grant.device_id != operation.device_id or grant.user_id != operation.actor_id:
        raise Refused("grant_unknown")
    if grant.revoked_at is not None and grant.revoked_at <= moment.received_at:
        raise Refused("grant_revoked")
    return grant


def _kind(operation: Operation, policy: Policy) -> KindPolicy:
    kind = policy.kind(operation.type.kind)
    if kind is None or type_name(operation) not in kind.operations:
        raise Deferred("unknown_type")
    return kind


def _wait_for_dependencies(operation: Operation, view: WorkingSet) -> None:
    after = () if operation.base_after is None else (operation.base_after,)
    for named in (*after, *operation.deps):
        standing = view.standing_for(named)
        if standing == operation.op_id:
            continue
        receipt = view.receipts.get(standing)
        if receipt is None:
            raise Deferred("missing_dep", named)
        if not is_decided(receipt["verdict"]):
            raise Deferred("missing_dep", standing) if receipt["verdict"] != "blocked" else Blocked(standing)
        if not took_effect(receipt):
            raise Blocked(standing)


def _base_rev(operation: Operation, view: WorkingSet) -> int | None:
    if operation.base_after is None:
        return operation.base_rev
    receipt = view.receipts.get(view.standing_for(operation.base_after), {})
    rev = receipt.get("rev")
    return rev if isinstance(rev, int) else None
