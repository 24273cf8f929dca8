"""Identifiers: UUIDv7 (RFC 9562), so that ids made later sort later."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

RandomBytes = Callable[[int], bytes]
NewId = Callable[[], str]
Clock = Callable[[], datetime]


def uuid7(at: datetime, random: RandomBytes) -> str:
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    noise = int.from_bytes(random(10), "big")
    value = milliseconds << 80
    value |= 0x7 << 76
    value |= ((noise >> 62) & 0xFFF) << 64
    value |= 0b10 << 62
    value |= noise & (2**62 - 1)
    return str(uuid.UUID(int=value))


def least_id(at: datetime) -> str:
    """No id made at that instant or later is smaller."""
    return str(uuid.UUID(int=(int(at.timestamp() * 1000) & (2**48 - 1)) << 80))


def is_uuid(text: object) -> bool:
    """Whether the text is an id as this system writes it: lower case, with hyphens."""
    if not isinstance(text, str):
        return False
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
