"""How a document writes times, days and absent values in Chinese, in the bank's zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from server.domain.moments import BANK_ZONE, from_wire

ABSENT = "—"


def moment(at: datetime | str) -> str:
    """2026年11月24日 14:05"""
    local = _local(at)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def exact_moment(at: datetime | str) -> str:
    """2026年11月24日 14:05:09: where two versions of one day must be told apart."""
    return f"{moment(at)}:{_local(at):%S}"


def short_moment(at: datetime | str) -> str:
    """11月24日 14:05: within a period that is named above."""
    local = _local(at)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def clock(at: datetime | str) -> str:
    """14:05"""
    return f"{_local(at):%H:%M}"


def date_text(on: date | str) -> str:
    """2026年11月24日"""
    found = date.fromisoformat(on) if isinstance(on, str) else on
    return f"{found.year}年{found.month}月{found.day}日"


def listed(texts: Sequence[str]) -> str:
    """Names beside each other, or the sign of absence."""
    return "、".join(texts) or ABSENT


def _local(at: datetime | str) -> datetime:
    return (from_wire(at) if isinstance(at, str) else at).astimezone(BANK_ZONE)
