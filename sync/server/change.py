"""What each verb does to a record. Every function takes a step and returns its decision, or raises why not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sync.lifecycle import VOIDED, Standing, command_named, next_status, refusal
from sync.merge import equal, merge
from sync.operation import Operation
from sync.server.key_index import Key
from sync.server.policy import About, KindPolicy, Policy
from sync.server.receipt import receipt_of
from sync.server.refusal import Refused, refuse_first
from sync.server.state import Actor, Conflict, Decision, Grant, Moment, RecordState
from sync.server.working_set import WorkingSet

STATUS = "status"
# The role in which the server itself acts; no person can hold it.
SYSTEM = "system"
CHOICES = ("base", "mine", "theirs")


class Step(NamedTuple):
    """One operation with everything its decision may use. `base_rev` is the revision the person saw, if it is known."""

    operation: Operation
    view: WorkingSet
    kind: KindPolicy
    policy: Policy
    grant: Grant
    moment: Moment
    base_rev: int | None

    def record(self) -> RecordState:
        found = self.view.records.get(self.operation.record_id)
        if found is None:
            raise Refused("no_such_record")
        if found.branch_id != self.view.branch_id:
            raise Refused("wrong_branch")
        if found.kind != self.kind.code:
            raise Refused("wrong_kind")
        return found

    def about(self, occurred_at: str) -> About:
        by = self.operation
        return About(by.record_id, occurred_at, by.type.verb, by.actor_id, self.view, self.moment.occurred_at)

    def may_capture(self) -> None:
        """Captures are judged by the grant they were made under, not by today's rights. A time nobody can believe refuses
        nothing: a wrong clock must not cost a capture."""
        if not self.moment.doubtful and self.moment.occurred_at > self.grant.expires_at:
            raise Refused("grant_expired")
        if SYSTEM not in self.grant.roles and self.grant.roles.isdisjoint(self.kind.capture_roles):
            raise Refused("not_permitted")


def create(step: Step) -> Decision:
    """A new record. Its id was made on the tablet; a second creation of it is somebody's mistake and is kept as refused."""
    step.may_capture()
    if step.operation.record_id in step.view.records:
        raise Refused("record_exists")
    created = step.kind.definition["life_cycle"]["created"]
    values, wrong = step.kind.captured({code: change["to"] for code, change in step.operation.patch.items()})
    refuse_first(wrong)
    values = without_nothing(values | step.policy.derived(step.kind, values, step.about(step.moment.occurred_at)))
    keys = _unshared_keys(step, values, {})
    record = RecordState(
        id=step.operation.record_id,
        branch_id=step.view.branch_id,
        kind=step.kind.code,
        rev=1,
        status=created,
        payload=values,
        changed_at=dict.fromkeys([*values, STATUS], 1),
        created_by=step.operation.actor_id,
        device_id=step.operation.device_id,
        occurred_at=step.moment.occurred_at,
        captured_offline=step.operation.args.get("captured_offline") is True,
        time_doubtful=step.moment.doubtful,
        created_at=step.moment.decided_at,
        updated_at=step.moment.decided_at,
    )
    changes = {code: [None, value] for code, value in values.items()}
    receipt = receipt_of(step.operation, step.moment, verdict="applied", rev=1)
    return Decision(step.operation, receipt, record, changes, keys=keys)


def _unshared_keys(step: Step, values: Mapping[str, Any], before: Mapping[str, Any]) -> Collection[Key] | None:
    """The keys of these values. A unique one that another standing record has is refused, at its first field."""
    declared = step.kind.definition["keys"]
    if not declared:
        return None
    hashed = step.view.keys.hashed
    keys = step.policy.keys(step.kind, values, hashed)
    known = step.policy.keys(step.kind, before, hashed) if before else {}
    for each in declared:
        key = keys.get(each["name"])
        if not each["unique"] or key is None or key == known.get(each["name"]):
            continue
        for holder in step.view.keys.holders(key, but=step.operation.record_id):
            raise Refused(f"duplicate_{each['name']}", each["fields"][0], _same_as(holder.no))
    return list(keys.values())


def _same_as(no: str | None) -> tuple[str, str]:
    if no is None:
        return "与同时提交的另一条记录重复，请核对。", "Another record sent with it says the same; check it."
    return f"与记录 {no} 重复，请核对。", f"Record {no} says the same; check it."


def update(step: Step) -> Decision:
    """A correction: it has a reason, and it merges with what others changed meanwhile. By the system, which corrects nothing: what
    follows from other records is worked out again, and stands even where a rule will keep the record from its next step."""
    step.may_capture()
    record = step.record()
    if record.status == VOIDED:
        raise Refused("wrong_status")
    if SYSTEM in step.grant.roles and not step.operation.patch:
        return _written(step, record, {}, record.status, judged=False)
    if not (step.operation.reason or "").strip():
        raise Refused("reason_required", "reason")
    wanted = step.kind.normalised({code: change["to"] for code, change in step.operation.patch.items()})
    judged = {
        code: wanted[code] for code, change in step.operation.patch.items() if _says_something(step, code, change)
    }
    refuse_first(step.kind.field_errors(judged))
    refuse_first(step.kind.answer_errors(judged))
    patch = {code: {"from": change["from"], "to": wanted[code]} for code, change in step.operation.patch.items()}
    merged = merge(patch, record.payload, step.kind.masked(record.payload), step.kind.group_of)
    return _written(step, record, merged.set, record.status, conflicts=merged.conflicts)


def _says_something(step: Step, code: str, change: Mapping[str, Any]) -> bool:
    return not equal(change["from"], change["to"]) or not _is_known(step, code)


def _is_known(step: Step, code: str) -> bool:
    return any(field["code"] == code for field in step.kind.definition["fields"])


def run_command(step: Step) -> Decision:
    """A step of the life cycle, judged by the person's rights at this moment. The first valid one wins."""
    record = step.record()
    command = command_named(step.kind.definition["life_cycle"], step.operation.type.verb)
    if command is None:
        raise Refused("unknown_command")
    if command.get("bound") and not step.view.approving:
        raise Refused("approval_needs_reading")
    args = _typed(step, record)
    late = _overtaken(step, record, args)
    _may_run(step, record, command, late=late)
    if late:
        refuse_first(step.kind.field_errors({code: value for code, value in args.items() if not _is_known(step, code)}))
        if _stands_already(record, command, args):
            return _written(step, record, {}, record.status)
        return _conflicting_command(step, record, command, args)
    derived = _worked_out(step, record, args)
    known = {**record.payload, **derived}
    refuse_first(step.kind.command_errors(command, record.status, known, args, step.operation.reason))
    return _written(step, record, args, next_status(command, record.status), derived=derived)


def _worked_out(step: Step, record: RecordState, args: Mapping[str, Any]) -> Mapping[str, Any]:
    """A step is judged by what is worked out now: what that follows from may have changed since the record's last step. Where
    what was typed cannot stand by itself, nothing can be worked out, and nothing needs to be."""
    if not step.kind.definition.get("derived") or any(step.kind.field_errors(args, record.payload)):
        return {}
    return step.policy.derived(step.kind, {**record.payload, **args}, step.about(record.occurred_at))


def _typed(step: Step, record: RecordState) -> dict[str, Any]:
    """The arguments somebody typed; the masked form of what is stored already is a value nobody touched."""
    shown = step.kind.masked(record.payload)
    given = step.kind.normalised(step.operation.args)
    return {
        code: value
        for code, value in given.items()
        if value is None or value == record.payload.get(code) or value != shown.get(code)
    }


def resolve(step: Step) -> Decision:
    """A person chose between conflicting values. Values that changed again meanwhile make a new conflict."""
    record = step.record()
    conflict = step.view.conflicts.get(str(step.operation.args.get("conflict_id")))
    if conflict is None or conflict.record_id != record.id:
        raise Refused("no_such_conflict")
    if conflict.resolved_by is not None:
        raise Refused("conflict_resolved")
    if not _present_roles(step) & frozenset(step.kind.capture_roles):
        raise Refused("not_permitted")
    choices = _choices(step, conflict)
    patch = {
        code: {"from": theirs, "to": {"base": base, "mine": mine, "theirs": theirs}[choices[code]]}
        for code, (base, mine, theirs) in conflict.fields.items()
        if code != STATUS
    }
    merged = merge(patch, record.payload, step.kind.masked(record.payload), step.kind.group_of)
    refuse_first(step.kind.field_errors(merged.set))
    return _written(step, record, merged.set, record.status, conflicts=merged.conflicts, closes=conflict)


VERBS: Mapping[str, Callable[[Step], Decision]] = {"create": create, "update": update, "resolve": resolve}


def _choices(step: Step, conflict: Conflict) -> dict[str, str]:
    """A choice for every field; a group is chosen as one. A life-cycle step that came too late can only be let go."""
    given = step.operation.args.get("choose")
    chosen = given if isinstance(given, dict) else {}
    for code in conflict.fields:
        if chosen.get(code) not in CHOICES or (code == STATUS and chosen[code] != "theirs"):
            raise Refused("choice_needed", code)
    for code in conflict.fields:
        group = () if code == STATUS else step.kind.group_of(code)
        if len({chosen[member] for member in group if member in conflict.fields}) > 1:
            raise Refused("group_split", code)
    return {code: str(chosen[code]) for code in conflict.fields}


def _present_roles(step: Step) -> frozenset[str]:
    """What the person may do now, within what the grant carried."""
    actor = step.view.actors.get(step.operation.actor_id, Actor(step.operation.actor_id, frozenset(), active=False))
    return step.grant.roles & actor.roles if actor.active else frozenset()


def _may_run(step: Step, record: RecordState, command: Mapping[str, Any], *, late: bool) -> None:
    standing = standing_of(step.view.actors.get(step.operation.actor_id), record, step.kind)
    life_cycle = step.kind.definition["life_cycle"]
    reasons = {
        refusal(life_cycle, command["code"], record.status, role, standing) for role in _present_roles(step)
    } or {"not_permitted"}
    if not reasons & {None, "wrong_status"}:
        raise Refused("self_review" if "self_review" in reasons else "not_permitted")
    if None not in reasons and not late:
        raise Refused("wrong_status", STATUS)


def standing_of(actor: Actor | None, record: RecordState, kind: KindPolicy) -> Standing:
    """How this person stands to the record, as far as its life cycle asks."""
    if actor is None:
        return Standing(author=False, addressed=False)
    field, author = kind.department_field, record.created_by == actor.id
    return Standing(
        author=author,
        addressed=field is not None and record.payload.get(field) == actor.department,
        department=actor.department,
        named_in=frozenset(code for code, value in record.payload.items() if _holds(value, actor.id)),
        contributed=author or actor.id in record.contributors,
    )


def _holds(value: Any, account: str) -> bool:
    return value == account or (isinstance(value, list) and account in value)


def _overtaken(step: Step, record: RecordState, args: Mapping[str, Any]) -> bool:
    """Whether the state, or a field this step would set, changed after what the person saw."""
    if step.base_rev is None or step.base_rev >= record.rev:
        return False
    return any(record.changed_at.get(code, 0) > step.base_rev for code in (STATUS, *args))


def _stands_already(record: RecordState, command: Mapping[str, Any], args: Mapping[str, Any]) -> bool:
    """Whether somebody else has meanwhile said exactly the same: equal values never conflict."""
    same = all(equal(record.payload.get(code), value) for code, value in args.items())
    return same and next_status(command, record.status) == record.status


def _conflicting_command(
    step: Step, record: RecordState, command: Mapping[str, Any], args: Mapping[str, Any]
) -> Decision:
    theirs = record.payload
    fields = {
        code: [None, value, theirs.get(code)] for code, value in args.items() if not equal(value, theirs.get(code))
    }
    fields[STATUS] = [None, next_status(command, record.status), record.status]
    conflict = _conflict(step, fields)
    return Decision(
        step.operation,
        receipt_of(step.operation, step.moment, verdict="conflict", fields=sorted(fields), conflict_id=conflict.id),
        conflict=conflict,
    )


def _conflict(step: Step, fields: Mapping[str, list[Any]]) -> Conflict:
    by = step.operation
    return Conflict(by.op_id, by.record_id, step.kind.code, fields, by.actor_id, step.moment.decided_at)


def _written(
    step: Step,
    record: RecordState,
    values: Mapping[str, Any],
    status: str,
    *,
    conflicts: Mapping[str, list[Any]] | None = None,
    closes: Conflict | None = None,
    derived: Mapping[str, Any] | None = None,
    judged: bool = True,
) -> Decision:
    """`derived` is what was worked out for these values already."""
    payload = without_nothing({**record.payload, **values})
    if derived is None:
        derived = step.policy.derived(step.kind, payload, step.about(record.occurred_at))
    payload = without_nothing({**payload, **derived})
    if status != VOIDED and judged:  # even a record that a later rule would refuse can be declared void
        refuse_first(step.kind.record_errors(payload, status))
    # A record that is void leaves its keys to others.
    keys = [] if status == VOIDED else _unshared_keys(step, payload, record.payload)
    changes = {
        code: [record.payload.get(code), payload.get(code)]
        for code in dict.fromkeys([*record.payload, *payload])
        if not equal(record.payload.get(code), payload.get(code))
    }
    moved = changes or status != record.status
    after = _next_revision(step, record, payload, status, changes) if moved else None
    conflict = _conflict(step, conflicts) if conflicts else None
    said = _said(step, record, after, sorted(values), conflict)
    receipt = receipt_of(step.operation, step.moment, **said)
    return Decision(step.operation, receipt, after, changes, conflict, closes, keys)


def _next_revision(
    step: Step, record: RecordState, payload: dict[str, Any], status: str, changes: Mapping[str, Any]
) -> RecordState:
    rev = record.rev + 1
    touched = [*changes, STATUS] if status != record.status else list(changes)
    return replace(
        record,
        rev=rev,
        status=status,
        payload=payload,
        changed_at={**record.changed_at, **dict.fromkeys(touched, rev)},
        updated_at=step.moment.decided_at,
        void_reason=step.operation.reason if status == VOIDED else record.void_reason,
        contributors=_contributors(step, record),
    )


def _contributors(step: Step, record: RecordState) -> Sequence[str]:
    """A step that contributors may not take is a judgement on the work and no part of it: who returned it may approve it."""
    command = command_named(step.kind.definition["life_cycle"], step.operation.type.verb)
    if step.operation.actor_id == record.created_by or (command is not None and command.get("not_author")):
        return record.contributors
    return list(dict.fromkeys([*record.contributors, step.operation.actor_id]))


def _said(
    step: Step, before: RecordState, after: RecordState | None, fields: list[str], conflict: Conflict | None
) -> dict[str, Any]:
    rev = after.rev if after is not None else before.rev
    if conflict is not None:
        return {
            "verdict": "conflict",
            "rev": rev if after is not None else None,
            "fields": sorted(conflict.fields),
            "conflict_id": conflict.id,
        }
    if step.base_rev is not None and step.base_rev < before.rev:
        return {"verdict": "merged", "rev": rev, "fields": fields}
    return {"verdict": "applied", "rev": rev}


def without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    """A payload holds no empty members: absent and null are the same thing."""
    return {code: value for code, value in values.items() if value is not None}
