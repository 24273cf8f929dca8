"""The record kinds as the sync engine asks for them (sync/server/policy.py)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from server.records import Kind
from server.services.derive_fields import Derive
from server.services.refusals import told
from sync.operation import Operation
from sync.server.key_index import Key
from sync.server.policy import About, KindPolicy, Upcaster, Values

HASH = 32


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
        return self.derive(declared, values, about, self.keys(kind, values)) if declared else {}

    def keys(self, kind: KindPolicy, values: Values) -> dict[str, Key]:
        found = {}
        for declared in kind.definition["keys"]:
            said = [values.get(field) for field in declared["fields"]]
            if all(each is not None for each in said):
                text = json.dumps([kind.code, declared["name"], *said], separators=(",", ":"))
                found[declared["name"]] = Key(kind.code, declared["name"], self.keyed_hash(text.casefold())[:HASH])
        return found

    def told(self, code: str) -> tuple[str, str]:
        return told(code)
