"""Many documents as one ZIP, made while it is sent: each file as it was issued, with a list of what is inside. Every item is an
entry in the audit log, with who took it and why, before the first byte leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from zipstream import ZIP_STORED, ZipStream

from server.domain.document_life import Copy, Document
from server.domain.errors import DomainError
from server.domain.moments import BANK_ZONE
from server.services.download_document import DocumentNotIssued
from server.services.export_table import Table, as_csv
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Files

MOST = 500
CONTENTS = "目录.csv"
HEADS = ("文号", "文件", "版本", "状态", "出具时间", "校验码（SHA-256）", "说明")
MISSING = "存档文件缺失或已损坏，未包含在内"


class TooManyDocuments(DomainError):
    code: ClassVar[str] = "too_many_documents"


class UnknownDocument(DomainError):
    code: ClassVar[str] = "not_found"


@dataclass(frozen=True)
class ArchiveDocuments:
    documents: Documents
    files: Files
    audit: Audit
    transaction: Transaction
    title: Callable[[Document, str], str]

    def __call__(self, branch_id: str, ids: Sequence[str], reason: str, by: str, at: datetime) -> Iterator[bytes]:
        """Raises TooManyDocuments, UnknownDocument and DocumentNotIssued before anything is written down or sent."""
        wanted = list(dict.fromkeys(ids))
        if len(wanted) > MOST:
            raise TooManyDocuments(field="ids", most=MOST)
        found = [self.documents.document(branch_id, each) for each in wanted]
        chosen = [each for each in found if each is not None]
        if len(chosen) < len(found):
            raise UnknownDocument(field="ids")
        if any(each.sha256 is None for each in chosen):
            raise DocumentNotIssued
        with self.transaction():
            for each in chosen:
                number = self.documents.count_copy(each, Copy(0, "archive", by, at, reason))
                said = {"code": each.code, "serial": each.serial, "state": each.state}
                details = {**said, "copy": number, "reason": reason}
                self.audit.append(branch_id, by, "document.archived", f"document:{each.id}", details, at)
        return self._stream(chosen)

    def _stream(self, chosen: Sequence[Document]) -> Iterator[bytes]:
        """A file that is gone or damaged is named in the list instead of ending the others."""
        archive = ZipStream(compress_type=ZIP_STORED)  # what a PDF holds is packed already
        told: list[Sequence[str]] = []
        for each in chosen:
            content = self.files.get(str(each.sha256))
            told.append(self._line(each, "" if content else MISSING))
            if content is not None:
                archive.add(content, f"{each.serial} {self.title(each, 'zh')}.pdf")
                yield from archive.all_files()
        archive.add(b"".join(as_csv(Table("", HEADS, told))), CONTENTS)
        yield from archive.finalize()

    def _line(self, each: Document, note: str) -> Sequence[str]:
        issued = f"{each.issued_at.astimezone(BANK_ZONE):%Y-%m-%d %H:%M}" if each.issued_at else ""
        title = self.title(each, "zh")
        return [each.serial or "", title, str(each.version), each.state, issued, each.sha256 or "", note]
