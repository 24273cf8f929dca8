"""A document is declared void: what was issued holds no more, what cannot be made is given up. Its serial stays, as void."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from server.documents.reasons import GIVEN_UP, VOID
from server.domain.document_life import ENDED, Document
from server.domain.errors import DomainError
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Feed

STUCK = frozenset({"failed", "waiting", "media_incomplete"})


class DocumentEnded(DomainError):
    code: ClassVar[str] = "document_ended"


class DocumentOnItsWay(DomainError):
    """Somebody is making it at this moment; what becomes of it is known in a few seconds."""

    code: ClassVar[str] = "document_on_its_way"


class WrongVoidCause(DomainError):
    code: ClassVar[str] = "wrong_void_cause"


@dataclass(frozen=True)
class VoidDocument:
    documents: Documents
    feed: Feed
    audit: Audit
    transaction: Transaction

    def __call__(
        self, branch_id: str, document_id: str, cause: str, note: str, by: str, at: datetime
    ) -> Document | None:
        """None when there is no such document. Raises what `check` does."""
        with self.transaction():
            document = self.documents.document(branch_id, document_id)
            if document is None:
                return None
            check(document, cause)
            reason = f"{VOID}{cause}"
            values = {"state": "voided", "reason": reason, "note": note, "voided_at": at, "voided_by": by}
            if not self.documents.turn(document, **values):
                raise DocumentOnItsWay
            details = {"code": document.code, "serial": document.serial, "cause": cause, "reason": note}
            self.audit.append(branch_id, by, "document.voided", f"document:{document.id}", details, at)
            if document.record_id is not None:
                self.feed.announce(branch_id, document.record_id)
            return self.documents.document(branch_id, document_id)


def check(document: Document, cause: str) -> None:
    """Only what was issued, or cannot be made, is declared void; and what was never issued is given up, nothing else."""
    if document.state in ENDED:
        raise DocumentEnded
    if document.state != "issued" and document.state not in STUCK:
        raise DocumentOnItsWay
    if (cause == GIVEN_UP) != (document.state in STUCK):
        raise WrongVoidCause(field="cause")
