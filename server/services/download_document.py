"""Hands out the file of a document: what was stored, byte by byte, and an entry in the audit log before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from server.domain.document_life import Document
from server.domain.errors import DomainError
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Files

Purpose = Literal["preview", "download"]
ACTIONS: dict[str, str] = {"preview": "document.previewed", "download": "document.downloaded"}


class DocumentNotIssued(DomainError):
    code: ClassVar[str] = "document_not_issued"


class DocumentDamaged(DomainError):
    """The stored file is missing or not what was issued: that must be seen, and the file must not be used."""

    code: ClassVar[str] = "document_damaged"


@dataclass(frozen=True)
class DownloadDocument:
    documents: Documents
    files: Files
    audit: Audit
    transaction: Transaction

    def __call__(self, document: Document, purpose: Purpose, by: str, at: datetime) -> bytes:
        if document.sha256 is None:
            raise DocumentNotIssued
        content = self.files.get(document.sha256)
        if content is None:
            raise DocumentDamaged
        details = {"code": document.code, "serial": document.serial, "state": document.state}
        with self.transaction():
            self.audit.append(document.branch_id, by, ACTIONS[purpose], f"document:{document.id}", details, at)
        return content
