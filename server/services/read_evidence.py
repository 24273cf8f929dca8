"""The records behind the figures of an issued document, as the issued file itself names them: so that a figure can be opened at the
desk into the records it was counted from, whatever became of them since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.domain.document_life import Document

BETWEEN = "、"


class Documents(Protocol):
    def document(self, branch_id: str, document_id: str) -> Document | None: ...


class Files(Protocol):
    def get(self, sha256: str) -> bytes | None: ...


@dataclass(frozen=True)
class Figure:
    """A figure as the document names it, how much it is, and the official numbers of its records."""

    name: str
    count: int
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class ReadEvidence:
    documents: Documents
    files: Files
    read: Callable[[bytes], Mapping[str, Any]]

    def __call__(self, branch_id: str, document_id: str) -> Sequence[Figure]:
        """Nothing for a document that does not exist, is not issued yet, or names no records."""
        document = self.documents.document(branch_id, document_id)
        content = self.files.get(document.sha256) if document is not None and document.sha256 is not None else None
        rows = self.read(content).get("evidence") if content is not None else None
        return [Figure(name, count, tuple(numbers.split(BETWEEN))) for name, count, numbers in rows or ()]
