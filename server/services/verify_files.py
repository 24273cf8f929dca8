"""Proves what was issued: every stored file is the one that its document names, and its signature holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from server.domain.document_life import Document
from server.services.verify_document import VerifyDocument


class IssuedDocuments(Protocol):
    def all_with_files(self) -> Iterable[Document]:
        """Of every branch, in batches, so that an archive of years is walked in little memory."""
        ...


@dataclass(frozen=True)
class FileProof:
    """`why` is `missing` for a file that is not there or is not what its name says, else what is wrong with its signature."""

    document: Document
    why: str | None


@dataclass(frozen=True)
class VerifyFiles:
    issued: IssuedDocuments
    verify: VerifyDocument

    def __call__(self) -> Iterator[FileProof]:
        for document in self.issued.all_with_files():
            standing = self.verify.signature(document).standing
            yield FileProof(document, None if standing == "valid" else standing)
