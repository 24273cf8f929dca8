"""What is known of the signature of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# altered: not the bytes that were signed, or something was added; untrusted: another's certificate, or one that had ended;
# missing: the bank itself has no whole file any more.
Standing = Literal["valid", "altered", "untrusted", "unsigned", "unreadable", "missing"]


@dataclass(frozen=True)
class Signature:
    """`holder` and `issuer` are named as people read them; `valid_from` and `valid_until` bound the holder's."""

    standing: Standing
    holder: str = ""
    issuer: str = ""
    fingerprint: str = ""
    signed_at: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    @property
    def is_valid(self) -> bool:
        return self.standing == "valid"
