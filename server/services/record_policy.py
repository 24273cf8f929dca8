"""The record kinds as the sync engine asks for them (sync/server/policy.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from server.domain.people import SYSTEM_ID
from server.records import Kind
from server.services.derive_fields import Derive
from server.services.refusals import told
from sync.operation import Operation
from sync.server.compact_json import writer
from sync.server.key_index import Key
from sync.server.policy import About, KindPolicy, Upcaster, Values

HASH = 32
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
        return self.derive(declared, values, about, self.keys(kind, values, about.view.keys.hashed)) if declared else {}

    def _asked_for(self, kind: KindPolicy, about: About) -> list[Mapping[str, Any]]:
        """Looking again, what follows others in the state the record is in; what it says of the past stays. Else all of it."""
        declared: list[Mapping[str, Any]] = kind.definition["derived"]
        if (about.actor_id, about.verb) != LOOKING:
            return declared
        record = about.view.records.get(about.record_id)
        status = record.status if record is not None else ""
        following = {each.field for each in self.kinds[kind.code].derived if status in each.follows}
        return [each for each in declared if each["field"] in following]

    def keys(self, kind: KindPolicy, values: Values, hashed: MutableMapping[str, str] | None = None) -> dict[str, Key]:
        found, known = {}, {} if hashed is None else hashed
        for declared in kind.definition["keys"]:
            said = [values.get(field) for field in declared["fields"]]
            if all(each is not None for each in said):
                text = _encode([kind.code, declared["name"], *said]).casefold()
                if text not in known:
                    known[text] = self.keyed_hash(text)[:HASH]
                found[declared["name"]] = Key(kind.code, declared["name"], known[text])
        return found

    def told(self, code: str) -> tuple[str, str]:
        return told(code)
