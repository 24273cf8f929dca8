"""A document that failed is made again, after somebody put right what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from server.domain.document_life import Document
from server.domain.errors import DomainError
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Feed


class DocumentNotFailed(DomainError):
    code: ClassVar[str] = "document_not_failed"


@dataclass(frozen=True)
class RetryDocument:
    documents: Documents
    feed: Feed
    audit: Audit
    transaction: Transaction

    def __call__(self, branch_id: str, document_id: str, by: str, at: datetime) -> Document | None:
        """None when there is no such document; its serial stays reserved for it."""
        with self.transaction():
            document = self.documents.document(branch_id, document_id)
            if document is None:
                return None
            if document.state != "failed":
                raise DocumentNotFailed
            self.documents.change(document, state="ready", reason=None, attempts=0)
            self.audit.append(branch_id, by, "document.retried", f"document:{document.id}", {"code": document.code}, at)
            if document.record_id is not None:
                self.feed.announce(branch_id, document.record_id)
            return replace(document, state="ready", reason=None, attempts=0)
