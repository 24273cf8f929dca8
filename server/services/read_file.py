"""Hands out a photo or a signature to who may see a record that names it, with an entry in the audit log before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from server.domain.attachments import Attachment, media_type
from server.domain.errors import DomainError
from server.domain.people import Actor
from server.services.ports import Audit, Transaction


class FileUnreadable(DomainError):
    """The stored file is missing or is not what its name says: that must be seen."""

    code: ClassVar[str] = "file_unreadable"


class FileNotArrived(DomainError):
    """A record names it, and the tablet has not sent it yet."""

    code: ClassVar[str] = "file_not_arrived"


class Attachments(Protocol):
    def naming(self, branch_id: str, sha256: str) -> list[str]: ...
    def attachment(self, branch_id: str, sha256: str) -> Attachment | None: ...


class Files(Protocol):
    def get(self, sha256: str) -> bytes | None: ...


class Sight(Protocol):
    def __call__(self, actor: Actor, branch_id: str, record_id: str) -> bool: ...


@dataclass(frozen=True)
class ReadFile:
    attachments: Attachments
    files: Files
    may_see: Sight
    audit: Audit
    transaction: Transaction

    def __call__(self, actor: Actor, branch_id: str, sha256: str, at: datetime) -> tuple[bytes, str] | None:
        """The bytes and their media type; None when no record this person may see names such a file."""
        named = self.attachments.naming(branch_id, sha256)
        seen = next((record_id for record_id in named if self.may_see(actor, branch_id, record_id)), None)
        if seen is None:
            return None
        if self.attachments.attachment(branch_id, sha256) is None:
            raise FileNotArrived
        content = self.files.get(sha256)
        if content is None:
            raise FileUnreadable
        with self.transaction():
            self.audit.append(branch_id, actor.id, "file.read", f"record:{seen}", {"sha256": sha256}, at)
        return content, media_type(content)
