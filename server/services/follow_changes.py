"""What a record works out from others is worked out again when those change, and not only at the record's own next step.

Which fields do stands with them (`Derived.follows`: the states in which). Noticed in the transaction that changes the other
record; the worker then looks again and writes a revision where something is different. What a record says of the past stays:
in other states nothing follows any more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from server.records import Kind
from server.records.contributions import Derived
from server.services.derive_rules import NEIGHBOURS
from server.services.ports import Transaction
from server.services.ports_sync import AppliedChange
from sync.lifecycle import VOIDED
from sync.server.key_index import Holder, Key
from sync.server.state import RecordState

LINK, KEY, CONSTANT = "of", "key", "="
RECORD = "record:"
AT_ONCE = 100


@dataclass(frozen=True)
class Follows:
    """`derived` of `kind`; `by` is the field that names the other record, or the key it shares with others of its kind."""

    kind: str
    derived: Derived
    by: str

    @property
    def words(self) -> frozenset[str]:
        """Every name among its arguments: fields of the other record are among them, whatever else is."""
        return frozenset(word for each in self.derived.arguments.values() for word in each.lstrip(CONSTANT).split())

    def concerns(self, change: AppliedChange) -> bool:
        """Whether this change of the other record can make a difference."""
        before, after = change.before, change.after
        if before is None or before.status != after.status:
            return True
        return any(before.payload.get(word) != after.payload.get(word) for word in self.words)

    def reaches(self, changed_at: str, other_at: str) -> bool:
        """Whether a record of then is one that the rule looks at for another of that moment."""
        return NEIGHBOURS[self.derived.rule](changed_at, other_at)


class Records(Protocol):
    def records(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, RecordState]: ...
    def linking(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, Sequence[RecordState]]: ...


class Holders(Protocol):
    def holders(self, branch_id: str, keys: Collection[Key]) -> Mapping[Key, Sequence[Holder]]: ...


class Look(Protocol):
    def __call__(self, branch_id: str, record_id: str, at: datetime) -> bool:
        """Whether the record says something else now. Takes the branch's lock."""
        ...


class Outdated(Protocol):
    """The records to look at again."""

    def add(self, branch_id: str, ids: Iterable[str]) -> None: ...
    def first(self, branch_id: str, limit: int) -> list[str]: ...
    def remove(self, branch_id: str, ids: Sequence[str]) -> None: ...


@dataclass(frozen=True)
class NoticeChangedOthers:
    kinds: Mapping[str, Kind]
    records: Records
    holders: Holders
    key_of: Callable[[Kind, str, Mapping[str, Any]], Key | None]
    outdated: Outdated

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Changes of one branch, in the order in which they were decided."""
        branch_id = changes[0].after.branch_id
        found = {*self._naming(branch_id, changes), *self._sharing(branch_id, changes)}
        if found:
            self.outdated.add(branch_id, found)

    def _naming(self, branch_id: str, changes: Sequence[AppliedChange]) -> Iterable[str]:
        changed = {
            each.after.id
            for each in changes
            if any(follows.concerns(each) for follows in self._links.get(each.after.kind, ()))
        }
        for other_id, naming in (self.records.linking(branch_id, changed) if changed else {}).items():
            for record in naming:
                if any(self._goes_on(each, record) and record.payload.get(each.by) == other_id for each in self._all):
                    yield record.id

    def _sharing(self, branch_id: str, changes: Sequence[AppliedChange]) -> Iterable[str]:
        """The others with the same key as it was before or is now, as far as the rule looks."""
        changed = self._by_key(changes)
        held = self.holders.holders(branch_id, set(changed)) if changed else {}
        others = {
            holder.record_id
            for key, reaching in changed.items()
            for holder in held.get(key, ())
            if any(
                holder.record_id != state.id and follows.reaches(state.occurred_at, holder.occurred_at)
                for follows, state in reaching
            )
        }
        for record in (self.records.records(branch_id, others) if others else {}).values():
            if any(self._goes_on(each, record) for each in self._keyed.get(record.kind, ())):
                yield record.id

    def _by_key(self, changes: Sequence[AppliedChange]) -> Mapping[Key, Sequence[tuple[Follows, RecordState]]]:
        """What changed, by the keys it had or has: of many with one key, the first that reaches another is enough."""
        found: dict[Key, list[tuple[Follows, RecordState]]] = {}
        for change in changes:
            for follows in self._keyed.get(change.after.kind, ()):
                if follows.concerns(change):
                    for key in self._keys(follows, change):
                        found.setdefault(key, []).append((follows, change.after))
        return found

    def _keys(self, follows: Follows, change: AppliedChange) -> set[Key]:
        kind = self.kinds[change.after.kind]
        states = [each.payload for each in (change.before, change.after) if each is not None]
        return {key for each in states if (key := self.key_of(kind, follows.by, each)) is not None}

    @staticmethod
    def _goes_on(follows: Follows, record: RecordState) -> bool:
        return follows.kind == record.kind and record.status in follows.derived.follows and record.status != VOIDED

    @cached_property
    def _all(self) -> Sequence[Follows]:
        return [each for kind in self.kinds.values() for each in followed_in(kind)]

    @cached_property
    def _links(self) -> Mapping[str, Sequence[Follows]]:
        """By the kind of the record that is named."""
        found: dict[str, list[Follows]] = {}
        for each in self._all:
            if LINK in each.derived.arguments:
                named = self.kinds[each.kind].by_code[each.by].reference or ""
                found.setdefault(named.removeprefix(RECORD), []).append(each)
        return found

    @cached_property
    def _keyed(self) -> Mapping[str, Sequence[Follows]]:
        codes = {each.kind for each in self._all if KEY in each.derived.arguments}
        return {
            code: [each for each in self._all if each.kind == code and KEY in each.derived.arguments] for code in codes
        }


def followed_in(kind: Kind) -> list[Follows]:
    declared = [each for each in kind.derived if each.follows]
    return [
        Follows(kind.code, each, (each.arguments.get(LINK) or each.arguments[KEY]).lstrip(CONSTANT))
        for each in declared
    ]


@dataclass(frozen=True)
class LookAgain:
    outdated: Outdated
    branches: Callable[[], Iterable[str]]
    look: Look
    transaction: Transaction

    def __call__(self, now: datetime) -> int:
        """How many records say something else now."""
        return sum(self._branch(branch_id, now) for branch_id in self.branches())

    def _branch(self, branch_id: str, now: datetime) -> int:
        return sum(self._looked(branch_id, record_id, now) for record_id in self.outdated.first(branch_id, AT_ONCE))

    def _looked(self, branch_id: str, record_id: str, now: datetime) -> bool:
        """Looked at and off the list at once: what changes afterwards puts it there again."""
        with self.transaction():
            differs = self.look(branch_id, record_id, now)
            self.outdated.remove(branch_id, [record_id])
        return differs
