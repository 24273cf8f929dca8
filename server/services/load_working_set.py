"""Everything that a batch of operations names, read at once (sync/server/working_set.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.domain.moments import to_wire
from server.domain.people import Grant as IssuedGrant
from server.domain.people import User
from server.services.ports_sync import Conflicts, Grants, Keys, Operations, Records, Users
from server.services.record_policy import RecordPolicy
from sync.operation import Operation
from sync.server.key_index import Key
from sync.server.state import Actor, Grant
from sync.server.working_set import WorkingSet

CONFLICT_ID = "conflict_id"


@dataclass(frozen=True)
class LoadWorkingSet:
    operations: Operations
    records: Records
    conflicts: Conflicts
    grants: Grants
    users: Users
    keys: Keys
    policy: RecordPolicy

    def extend(self, view: WorkingSet, operations: Sequence[Operation], *, waited: bool = False) -> None:
        """Adds what these operations name and the view does not hold yet. Those that `waited` have receipts of their own."""
        self._add_dependencies(view, operations, waited)
        named = {name for each in operations for name in self._named_by(each)}
        self._add_records(view, {each.record_id for each in operations} | named)
        view.absent |= named - view.records.keys()
        self._add_keys(view, operations)
        self._add_conflicts(view, operations)
        self._add_grants(view, {each.grant_id for each in operations})
        self._add_actors(view, {each.actor_id for each in operations})

    def _add_dependencies(self, view: WorkingSet, operations: Sequence[Operation], waited: bool) -> None:
        names = {name for each in operations for name in (each.base_after, *each.deps) if name is not None}
        new = names
        while new:
            found = self.operations.replaced(view.branch_id, new)
            view.replaced = found | view.replaced
            new = set(found.values()) - names
            names |= new
        names |= {each.op_id for each in operations} if waited else set()
        missing = names - view.receipts.keys()
        if missing:
            view.receipts = self.operations.receipts(view.branch_id, missing) | view.receipts

    def _add_records(self, view: WorkingSet, ids: set[str]) -> None:
        missing = ids - view.records.keys()
        if missing:
            view.records |= self.records.records(view.branch_id, missing)

    def _named_by(self, operation: Operation) -> Iterable[str]:
        """The records that what is worked out for this one may ask about; nobody has judged these values yet."""
        kind = self.policy.kind(operation.type.kind)
        if kind is None or not kind.derived or not kind.may_link:
            return ()
        typed = {code: change["to"] for code, change in operation.patch.items()} | operation.args
        return (name for name in kind.linked(typed) if name.isascii() and name.isprintable())

    def _add_keys(self, view: WorkingSet, operations: Iterable[Operation]) -> None:
        """By the values each operation would leave behind; what only a merge brings about is looked for when it does."""
        view.keys.look = lambda keys: self.keys.holders(view.branch_id, keys)
        view.read = lambda record_id: self.records.records(view.branch_id, [record_id]).get(record_id)
        view.keys.load(key for each in operations for key in self._keys_of(view, each))

    def _keys_of(self, view: WorkingSet, operation: Operation) -> Iterable[Key]:
        kind = self.policy.kind(operation.type.kind)
        if kind is None or not kind.keys:
            return ()
        known, patch, args = view.records.get(operation.record_id), operation.patch, operation.args
        typed = {
            code: args[code] if code in args else patch[code]["to"]
            for code in kind.keyed
            if code in args or code in patch
        }
        values = {**(known.payload if known else {}), **kind.normalised(typed)}
        return self.policy.keys(kind, values, view.keys.hashed).values()

    def _add_conflicts(self, view: WorkingSet, operations: Iterable[Operation]) -> None:
        named = {each.args[CONFLICT_ID] for each in operations if isinstance(each.args.get(CONFLICT_ID), str)}
        missing = {name for name in named if name.isascii() and name.isprintable()} - view.conflicts.keys()
        if missing:
            view.conflicts |= self.conflicts.conflicts(view.branch_id, missing)

    def _add_grants(self, view: WorkingSet, ids: set[str]) -> None:
        missing = ids - view.grants.keys()
        if missing:
            found = self.grants.grants(view.branch_id, missing)
            view.grants = {**view.grants, **{name: _grant(grant) for name, grant in found.items()}}

    def _add_actors(self, view: WorkingSet, ids: set[str]) -> None:
        missing = ids - view.actors.keys()
        if missing:
            found = self.users.users_by_ids(missing)
            view.actors = {**view.actors, **{name: _actor(user, view.branch_id) for name, user in found.items()}}


def _grant(grant: IssuedGrant) -> Grant:
    revoked_at = to_wire(grant.revoked_at) if grant.revoked_at else None
    return Grant(
        grant.id, grant.device_id, grant.user_id, frozenset(grant.roles), to_wire(grant.expires_at), revoked_at
    )


def _actor(user: User, branch_id: str) -> Actor:
    """Who moved to another branch has no rights left in this one."""
    return Actor(user.id, frozenset(user.roles), user.department, user.active and user.branch_id == branch_id)
