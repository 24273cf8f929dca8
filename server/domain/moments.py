"""Instants on the wire: ISO-8601, UTC, milliseconds, `Z`. And the bank's day, which is Shanghai's."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BANK_ZONE = ZoneInfo("Asia/Shanghai")


def now_utc() -> datetime:
    """The only place that reads the machine's clock; everything else is handed a clock or an instant."""
    return datetime.now(UTC)


def to_wire(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_wire(text: str) -> datetime:
    """Raises ValueError for anything that is not an instant with a zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return at.astimezone(UTC)


def bank_day(at: datetime) -> date:
    return at.astimezone(BANK_ZONE).date()


def day_start(day: date) -> datetime:
    """The midnight with which that day of the bank begins, in UTC."""
    return datetime.combine(day, time.min, BANK_ZONE).astimezone(UTC)
