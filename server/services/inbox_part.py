"""What the inbox offers to the API and to the worker."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.read_inbox import ReadInbox


@dataclass(frozen=True)
class InboxPart:
    read: ReadInbox
