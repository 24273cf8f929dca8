"""The gate before a serial is reserved: what the bank has received of a document's data and not yet worked in is waited for.

The document of a record waits for the steps on that record which wait themselves for something that has not arrived; that of a
period for every line of the branch that has no verdict. Neither waits for ever: what arrives later makes the next version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from server.domain.document_life import Document
from server.services.ports import Transaction
from server.services.ports_documents import Documents, Feed

LONGEST = timedelta(minutes=30)


class Arriving(Protocol):
    def undecided(self, branch_id: str) -> int:
        """Lines that were received and have no verdict."""
        ...

    def held_up(self, branch_id: str, record_id: str) -> int:
        """Steps on a record that wait for another operation or a file."""
        ...


@dataclass(frozen=True)
class AwaitRecords:
    documents: Documents
    arriving: Arriving
    feed: Feed
    transaction: Transaction

    def awaited(self, document: Document) -> int:
        if document.record_id is not None:
            return self.arriving.held_up(document.branch_id, document.record_id)
        return self.arriving.undecided(document.branch_id)

    def holds_back(self, document: Document, at: datetime) -> bool:
        return at - document.requested_at < LONGEST and self.awaited(document) > 0

    def release(self, at: datetime) -> None:
        """What need not wait any longer is ready."""
        for document in self.documents.waiting():
            if not self.holds_back(document, at):
                with self.transaction():
                    if self.documents.turn(document, state="ready") and document.record_id is not None:
                        self.feed.announce(document.branch_id, document.record_id)
