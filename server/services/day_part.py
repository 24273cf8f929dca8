"""What the closing of days offers to the API."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.close_day import CloseDay
from server.services.reconcile_day import ReconcileDay


@dataclass(frozen=True)
class DayPart:
    close: CloseDay
    reconcile: ReconcileDay
