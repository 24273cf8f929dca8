"""The record kinds as the sync engine asks for them (sync/server/policy.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from server.records import Kind
from server.services.derive_fields import Derive
from server.services.refusals import told
from sync.operation import Operation
from sync.server.compact_json import writer
from sync.server.key_index import Key
from sync.server.policy import About, KindPolicy, Upcaster, Values

HASH = 32
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
        declared = kind.definition["derived"]
        return self.derive(declared, values, about, self.keys(kind, values, about.view.keys.hashed)) if declared else {}

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
