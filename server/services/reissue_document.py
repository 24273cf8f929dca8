"""A person has another version made, and says why: it supersedes the one before when it is issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from server.domain.document_life import Document
from server.domain.errors import DomainError
from server.domain.identity import NewId
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Feed
from server.services.request_document import next_version
from server.services.void_document import DocumentOnItsWay

FROM = frozenset({"issued", "voided", "superseded"})


class RecordIsVoid(DomainError):
    code: ClassVar[str] = "record_is_void"


class NewerVersion(DomainError):
    """There is a later version: that one is what somebody may have made again."""

    code: ClassVar[str] = "newer_version"


@dataclass(frozen=True)
class ReissueDocument:
    documents: Documents
    feed: Feed
    audit: Audit
    transaction: Transaction
    new_id: NewId

    def __call__(self, branch_id: str, document_id: str, note: str, by: str, at: datetime) -> Document | None:
        """The new version, still to be made; None when there is no such document."""
        with self.transaction():
            document = self.documents.document(branch_id, document_id)
            if document is None:
                return None
            newest = self.documents.versions(document)[-1]
            if document.state not in FROM or newest.state not in FROM | {"failed"}:
                raise DocumentOnItsWay
            if newest.id != document.id:
                raise NewerVersion(details={"id": newest.id})
            if document.reason == "record_void":
                raise RecordIsVoid
            wanted = replace(next_version(document, self.new_id(), "reissued", by, at), note=note)
            made = self.documents.add_once(wanted)
            if made.id != wanted.id:
                raise DocumentOnItsWay
            details = {"code": made.code, "replaces": document.serial, "reason": note}
            self.audit.append(branch_id, by, "document.reissued", f"document:{made.id}", details, at)
            if made.record_id is not None:
                self.feed.announce(branch_id, made.record_id)
            return made
