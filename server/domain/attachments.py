"""What a file of a record is, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Use = Literal["photo", "signature"]
USES: tuple[str, ...] = ("photo", "signature")
# receiving: parts are wanted; verified: the bytes are kept and have the announced hash; durable: surely in a backup too.
FileState = Literal["receiving", "verified", "durable"]
STROKES = "application/vnd.lobbybook.strokes+json"
JPEG_START = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Announced:
    """What a tablet says of a file before it sends it. `size` in bytes."""

    sha256: str
    size: int
    use: str
    record_id: str | None


@dataclass(frozen=True)
class Attachment:
    branch_id: str
    sha256: str
    size: int
    use: str
    device_id: str
    verified_at: datetime


def media_type(content: bytes) -> str:
    """By the bytes, never by what somebody says of them."""
    if content.startswith(JPEG_START):
        return "image/jpeg"
    return STROKES if content.startswith(b'{"v":1,') else "application/octet-stream"
