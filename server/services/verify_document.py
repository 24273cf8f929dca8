"""Whether a paper is what the bank issued: for whoever holds its serial and its code, and nobody else. No personal data."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.documents.signing import Signature, judge_file
from server.domain.document_life import Document
from server.domain.people import Branch
from server.services.ports_documents import Files
from server.services.ports_signing import Identities

ISSUED = frozenset({"issued", "superseded", "voided"})
NOBODYS = "-" * 22


class Documents(Protocol):
    def by_serial(self, branch_id: str, serial: str) -> Document | None: ...
    def versions(self, document: Document) -> Sequence[Document]: ...


class Branches(Protocol):
    def branches(self) -> Sequence[Branch]: ...


@dataclass(frozen=True)
class Verified:
    """`successor` is the serial of the version that holds instead, where there is one; `signature` is of the file as it is kept."""

    document: Document
    branch: Branch
    successor: str | None
    signature: Signature


@dataclass(frozen=True)
class VerifyDocument:
    documents: Documents
    branches: Branches
    files: Files
    identities: Identities

    def __call__(self, serial: str, token: str) -> Verified | None:
        """None for what was never issued and for a wrong code alike: they must not be told apart."""
        branch, document = self._found(serial)
        known = document.verify_token if document is not None else None
        right = hmac.compare_digest((known or NOBODYS).encode(), token.encode())
        if branch is None or document is None or not (known and right and _is_out(document)):
            return None
        return Verified(document, branch, self._successor(document), self.signature(document))

    def signature(self, document: Document) -> Signature:
        content = self.files.get(str(document.sha256))
        if content is None or document.issued_at is None:
            return Signature("missing")
        return judge_file(content, self.identities.roots(), document.issued_at)

    def _found(self, serial: str) -> tuple[Branch | None, Document | None]:
        """A serial names its branch (domain.md §2.0), and no two branches have one number."""
        no = [*serial.split("-"), ""][1]
        branch = next((each for each in self.branches.branches() if each.no == no), None)
        return branch, self.documents.by_serial(branch.id, serial) if branch else None

    def _successor(self, document: Document) -> str | None:
        later = (each for each in self.documents.versions(document) if each.version > document.version)
        return next((each.serial for each in later if each.state == "issued"), None)


def _is_out(document: Document) -> bool:
    return document.state in ISSUED and document.sha256 is not None
