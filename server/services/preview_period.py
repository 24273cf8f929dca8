"""A look at the document of a period before it is issued: the same data and the same template, across every page 草稿 未生效.

It has no serial and no signature and is no document. A worker makes it, as it makes documents; it is thrown away in a while.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from server.documents.faults import RendererLost, RendererStopped, RenderFault
from server.domain.document_life import MOST_ATTEMPTS, Document, Draft
from server.domain.identity import Clock, NewId
from server.domain.periods import Period
from server.services.gather_material import GatherMaterial
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Drafts, People, RenderedFile, Renderer

UNISSUED = "草稿 未生效"
LEASE = timedelta(seconds=90)
KEPT = timedelta(minutes=30)


class CheckPeriod(Protocol):
    def __call__(self, branch_id: str, code: str, period: str, at: datetime) -> Period:
        """Raises what refuses such a document."""
        ...


@dataclass(frozen=True)
class PreviewPeriod:
    drafts: Drafts
    documents: Documents
    check: CheckPeriod
    gather: GatherMaterial
    people: People
    renderer: Renderer
    audit: Audit
    transaction: Transaction
    look: Transaction
    """A look at the data in which nothing is written, so that no writer waits for it."""
    new_id: NewId
    failed: Callable[[Exception], None]

    def __call__(self, branch_id: str, code: str, period: str, by: str, at: datetime) -> Draft:
        wanted = self.check(branch_id, code, period, at)
        draft = Draft(branch_id, self.new_id(), code, wanted.code, by, at)
        with self.transaction():
            self.drafts.add(draft)
            details = {"code": code, "period": wanted.code}
            self.audit.append(branch_id, by, "document.drafted", f"draft:{draft.id}", details, at)
        return draft

    def found(self, branch_id: str, draft_id: str, by: str) -> Draft | None:
        """Whoever asked for it sees it, nobody else."""
        draft = self.drafts.draft(branch_id, draft_id)
        return draft if draft is not None and draft.requested_by == by else None

    def make_all(self, clock: Clock) -> None:
        while (draft := self.drafts.claim(clock(), clock() + LEASE)) is not None:
            try:
                file = self._made(draft, clock())
            except RendererStopped:
                return
            except (RenderFault, RendererLost) as fault:
                self.drafts.settle(draft, fault.code, None, None)
            except Exception as error:
                self.failed(error)
                self.drafts.settle(draft, "template", None, None)
            else:
                self.drafts.settle(draft, None, file.pages, file.pdf)
        self.drafts.forget(clock() - KEPT)

    def _made(self, draft: Draft, at: datetime) -> RenderedFile:
        if draft.attempts > MOST_ATTEMPTS:
            raise RendererLost("crashed")
        branch = self.people.branch(draft.branch_id)
        assert branch is not None
        before = self.documents.newest_of_period(draft.branch_id, draft.code, draft.period)
        with self.look():
            gathered = self.gather(_would_be(draft, before), branch, at, draft=True)
        return self.renderer.render(gathered.compose())


def _would_be(draft: Draft, before: Document | None) -> Document:
    return Document(
        branch_id=draft.branch_id,
        id=draft.id,
        code=draft.code,
        kind="",
        record_id=None,
        period=draft.period,
        version=before.version + 1 if before else 1,
        state="rendering",
        reason="asked_again" if before else None,
        serial=UNISSUED,
        summary="",
        record_no=None,
        requested_by=draft.requested_by,
        requested_at=draft.requested_at,
    )
