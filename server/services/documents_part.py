"""What documents offer to the API, the worker, and whoever changes records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.documents.definition import DocumentDefinition
from server.domain.document_life import Document
from server.domain.identity import Clock
from server.domain.periods import parse_period
from server.services.await_records import AwaitRecords
from server.services.download_document import DownloadDocument
from server.services.issue_document import IssueDocument
from server.services.ports_documents import DocumentLists, Documents, People, Register
from server.services.ports_jobs import Job
from server.services.ports_sync import AppliedChange
from server.services.preview_period import PreviewPeriod
from server.services.reissue_document import ReissueDocument
from server.services.request_document import RequestDocument
from server.services.request_periodic import RequestPeriodic
from server.services.retry_document import RetryDocument
from server.services.void_document import VoidDocument

ISSUE_SECONDS = 1.0
CLOSE_SECONDS = 120.0


class RenderProcess(Protocol):
    def warm_up(self) -> int: ...
    def stop(self) -> None: ...


@dataclass(frozen=True)
class DocumentsPart:
    documents: Documents
    lists: DocumentLists
    people: People
    definitions: Mapping[str, DocumentDefinition]
    request: RequestDocument
    request_periodic: RequestPeriodic
    issue: IssueDocument
    awaits: AwaitRecords
    void: VoidDocument
    reissue: ReissueDocument
    drafts: PreviewPeriod
    register: Register
    download: DownloadDocument
    retry: RetryDocument
    process: RenderProcess
    keeps_warm: bool
    fonts_available: Callable[[], bool]
    clock: Clock

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        self.request.on_applied(changes)
        self.request_periodic.on_applied(changes)

    def on_files_complete(self, branch_id: str, record_ids: Sequence[str]) -> None:
        self.request.on_files_complete(branch_id, record_ids)

    def title(self, document: Document, language: str) -> str:
        return title_of(self.definitions, document, language)

    def ready(self) -> bool:
        return self.fonts_available()

    def jobs(self) -> Sequence[Job]:
        return [
            Job("issue_documents", ISSUE_SECONDS, self._issue, everywhere=True),
            Job("end_of_periods", CLOSE_SECONDS, lambda: self.request_periodic.at_end_of_periods(self.clock())),
        ]

    def stop(self) -> None:
        self.process.stop()

    def _issue(self) -> None:
        """Somebody sits before a draft, so drafts come first."""
        if self.keeps_warm:
            self.process.warm_up()
        self.drafts.make_all(self.clock)
        self.awaits.release(self.clock())
        self.issue.issue_all()


def title_of(definitions: Mapping[str, DocumentDefinition], document: Document, language: str) -> str:
    span = None if document.period is None else parse_period(document.period).span
    return definitions[document.code].title(span, language)
