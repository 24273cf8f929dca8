"""What the definitions of the KPIs ask about the house (server/domain/kpi/fact.py), answered for one branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from server.domain.people import SYSTEM_ID
from server.domain.periods import Period
from server.services.read_rules import Rules

CHECKLIST = "checklist"


@dataclass(frozen=True)
class HouseOfBranch:
    rules: Rules
    branch_id: str
    keyed_hash: Callable[[str], str]
    system: str = SYSTEM_ID

    def setting(self, code: str, at: datetime) -> int | None:
        return self.rules.value(code, at, self.branch_id)

    def setting_of(self, code: str, period: Period) -> int | None:
        """As it was when the period began: nobody is measured by a target that came later."""
        return self.setting(code, period.start)

    def round_items(self, round: str, at: datetime) -> tuple[str, ...]:
        entries = self.rules.entries(CHECKLIST, at, self.branch_id)
        return tuple(entry.code for entry in entries if round in entry.extras["rounds"])

    def fingerprint(self, text: str) -> str:
        return self.keyed_hash(text)[:32]
