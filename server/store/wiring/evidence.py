"""parts["evidence"]: the records behind the figures of an issued document."""

from __future__ import annotations

from server.documents.read_embedded import read_data
from server.services.read_evidence import ReadEvidence
from server.store.wiring import WiringContext


def build(context: WiringContext) -> ReadEvidence:
    part = context.part("documents")
    return ReadEvidence(part.documents, part.download.files, read_data)
