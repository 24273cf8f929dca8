"""What services refuse. An error names the fact by its stable code; server/api/error_tables says status and messages."""

from __future__ import annotations

from typing import ClassVar


class DomainError(Exception):
    """`field` names what the person can correct; `details` carries codes and numbers, never what they typed."""

    code: ClassVar[str]

    def __init__(self, *, field: str | None = None, **details: object) -> None:
        super().__init__(self.code)
        self.field = field
        self.details = details
