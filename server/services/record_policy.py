"""The record kinds as the sync engine asks for them (sync/server/policy.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.records import Kind
from server.services.derive_fields import DeriveFields
from server.services.refusals import told
from sync.server.policy import KindPolicy, Upcaster, Values


@dataclass(frozen=True)
class RecordPolicy:
    """`upcasters`: an entry for every operation type that was shipped once and is spoken no longer."""

    kinds: Mapping[str, Kind]
    derive: DeriveFields
    upcasters: Mapping[str, Upcaster]

    def kind(self, code: str) -> Kind | None:
        return self.kinds.get(code)

    def derived(self, kind: KindPolicy, values: Values, occurred_at: str) -> dict[str, Any]:
        return self.derive(kind.definition["derived"], values, occurred_at)

    def told(self, code: str) -> tuple[str, str]:
        return told(code)
