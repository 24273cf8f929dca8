"""Hands out the file of a document: what was stored, byte by byte. Looking is an entry in the audit log; each copy that leaves,
printed or downloaded, is counted too, and from the second on somebody says why there is another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from server.domain.document_life import Copy, Document, Purpose
from server.domain.errors import DomainError
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Files

ACTIONS: dict[Purpose, str] = {"download": "document.downloaded", "print": "document.printed"}


class DocumentNotIssued(DomainError):
    code: ClassVar[str] = "document_not_issued"


class DocumentDamaged(DomainError):
    """The stored file is missing or not what was issued: that must be seen, and the file must not be used."""

    code: ClassVar[str] = "document_damaged"


class CopyNeedsReason(DomainError):
    code: ClassVar[str] = "copy_needs_reason"


@dataclass(frozen=True)
class Taken:
    """`number` is which copy of the document this one is."""

    content: bytes
    number: int


@dataclass(frozen=True)
class DownloadDocument:
    documents: Documents
    files: Files
    audit: Audit
    transaction: Transaction

    def look(self, document: Document, by: str, at: datetime) -> bytes:
        content = self._content(document)
        with self.transaction():
            self._note(document, "document.previewed", by, at, {})
        return content

    def take(self, document: Document, purpose: Purpose, reason: str | None, by: str, at: datetime) -> Taken:
        content = self._content(document)
        with self.transaction():
            number = self.documents.count_copy(document, Copy(0, purpose, by, at, reason))
            if number > 1 and reason is None:
                raise CopyNeedsReason(field="reason", copies=number - 1)
            said = {"copy": number, **({"reason": reason} if reason else {})}
            self._note(document, ACTIONS[purpose], by, at, said)
        return Taken(content, number)

    def _content(self, document: Document) -> bytes:
        if document.sha256 is None:
            raise DocumentNotIssued
        content = self.files.get(document.sha256)
        if content is None:
            raise DocumentDamaged
        return content

    def _note(self, document: Document, action: str, by: str, at: datetime, said: dict[str, object]) -> None:
        details = {"code": document.code, "serial": document.serial, "state": document.state, **said}
        self.audit.append(document.branch_id, by, action, f"document:{document.id}", details, at)
