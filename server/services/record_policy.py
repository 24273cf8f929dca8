"""The record kinds as the sync engine asks for them (sync/server/policy.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.people import SYSTEM_ID
from server.records import Kind
from server.records.contributions import Derived
from server.services.derive_fields import Derive
from server.services.refusals import told
from sync.operation import Operation
from sync.server.compact_json import writer
from sync.server.key_index import Key
from sync.server.policy import About, KindPolicy, Upcaster, Values

HASH = 32
BY_KEY = "key"
"""The argument of a rule that looks at the records which share a key with this one."""
LOOKING = (SYSTEM_ID, "update")
"""Who corrects nothing and only looks again at what follows other records (run_online.py)."""
_encode = writer(ascii=True)


@dataclass(frozen=True)
class RecordPolicy:
    """`upcasters`: an entry for every operation type that was shipped once and is spoken no longer. `keyed_hash` keeps what
    a key says from whoever reads the database. `open_sealed` reads what a tablet sealed to a department, and refuses
    what it did not seal."""

    kinds: Mapping[str, Kind]
    derive: Derive
    upcasters: Mapping[str, Upcaster]
    keyed_hash: Callable[[str], str]
    open_sealed: Callable[[Kind, Operation], Operation] | None = None

    def kind(self, code: str) -> Kind | None:
        return self.kinds.get(code)

    def opened(self, operation: Operation) -> Operation:
        kind = self.kinds.get(operation.type.kind)
        if kind is None or not kind.sealed or self.open_sealed is None:
            return operation
        return self.open_sealed(kind, operation)

    def derived(self, kind: KindPolicy, values: Values, about: About) -> dict[str, Any]:
        declared = self._asked_for(kind, about)
        if not declared:
            return {}
        shared = any(BY_KEY in each.arguments for each in declared)
        return self.derive(declared, values, about, self.keys(kind, values, about.view.keys.hashed) if shared else {})

    def _asked_for(self, kind: KindPolicy, about: About) -> Sequence[Derived]:
        """Looking again, what follows others in the state the record is in; what it says of the past stays. Else all of it."""
        declared = self.kinds[kind.code].derived
        if (about.actor_id, about.verb) != LOOKING:
            return declared
        record = about.view.records.get(about.record_id)
        status = record.status if record is not None else ""
        return [each for each in declared if status in each.follows]

    def keys(self, kind: KindPolicy, values: Values, hashed: MutableMapping[Any, str] | None = None) -> dict[str, Key]:
        found, known = {}, {} if hashed is None else hashed
        for declared in kind.definition["keys"]:
            said = tuple(map(values.get, declared["fields"]))
            if None not in said:
                found[declared["name"]] = self._key(kind.code, declared["name"], said, known)
        return found

    def key(self, kind: KindPolicy, name: str, values: Values) -> Key | None:
        """One of them alone."""
        fields = next(each["fields"] for each in kind.definition["keys"] if each["name"] == name)
        said = tuple(map(values.get, fields))
        return None if None in said else self._key(kind.code, name, said, {})

    def _key(self, kind: str, name: str, said: tuple[Any, ...], known: MutableMapping[Any, str]) -> Key:
        """Texts are told apart as they stand; of other values, which nobody may have judged yet, 1 and true are one to Python."""
        plain = all(type(each) is str for each in said)
        told = (kind, name, said) if plain else _encode([kind, name, *said])
        if told not in known:
            text = (_encode([kind, name, *said]) if plain else str(told)).casefold()
            known[told] = self.keyed_hash(text)[:HASH]
        return Key(kind, name, known[told])

    def told(self, code: str) -> tuple[str, str]:
        return told(code)
