"""parts["document_archive"]: many documents as one ZIP."""

from __future__ import annotations

from server.services.archive_documents import ArchiveDocuments
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ArchiveDocuments:
    part = context.part("documents")
    return ArchiveDocuments(part.documents, part.download.files, context.audit, context.database.write, part.title)
