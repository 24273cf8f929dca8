"""Which standing records share a key with values that are still being typed: offered, never decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.services.ports_sync import Keys
from server.services.record_policy import RecordPolicy

AT_MOST = 20


@dataclass(frozen=True)
class FindDuplicates:
    keys: Keys
    policy: RecordPolicy

    def __call__(self, branch_id: str, kind: str, values: Mapping[str, Any]) -> list[str]:
        """The ids of the newest ones, newest first; none for a kind nobody knows."""
        known = self.policy.kind(kind)
        wanted = self.policy.keys(known, known.normalised(values)).values() if known else ()
        found = self.keys.holders(branch_id, list(wanted)) if wanted else {}
        held = {each.record_id: each.occurred_at for holders in found.values() for each in holders}
        return sorted(held, key=lambda record_id: (held[record_id], record_id), reverse=True)[:AT_MOST]
