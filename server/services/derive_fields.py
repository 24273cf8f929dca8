"""Fields that the server works out, by the rule that a kind names (`Derived` in server/records/contributions.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from server.domain.moments import from_wire, to_wire

Values = Mapping[str, Any]


class Turnaround(Protocol):
    def due_at(self, department: str, priority: str, from_: datetime) -> datetime | None:
        """When work of this priority is due at a department that got it at `from_`; None where no term is agreed."""
        ...


@dataclass(frozen=True)
class DeriveFields:
    """`derived` holds the declarations of a kind's contract: `{"field", "rule", "arguments"}`."""

    turnaround: Turnaround

    def __call__(self, derived: list[Mapping[str, Any]], values: Values, occurred_at: str) -> dict[str, Any]:
        return {each["field"]: self._worked_out(each, values, occurred_at) for each in derived}

    def _worked_out(self, derived: Mapping[str, Any], values: Values, occurred_at: str) -> Any:
        rules: Mapping[str, Callable[[Values, str], Any]] = {"turnaround": self._turnaround}
        given = {name: values.get(field) for name, field in derived["arguments"].items()}
        return rules[derived["rule"]](given, occurred_at)

    def _turnaround(self, given: Values, occurred_at: str) -> str | None:
        department, priority = given["department"], given["priority"]
        if department is None or priority is None:
            return None
        due = self.turnaround.due_at(department, priority, from_wire(occurred_at))
        return None if due is None else to_wire(due)
