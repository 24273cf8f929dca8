"""The renderer's turn: claim a document, reserve its serial, print it, check it, keep the file, and say that it is issued."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from server.documents.definition import DocumentDefinition, Printed
from server.documents.faults import RendererLost, RendererStopped, RenderFault
from server.documents.printed_words import printed_signers, printed_words
from server.documents.reasons import GIVEN_UP, NOT_KEPT, VOID
from server.documents.seal import Sealed
from server.domain.document_life import MOST_ATTEMPTS, Document, periodic_serial
from server.domain.identity import Clock, NewId
from server.domain.moments import bank_day
from server.domain.people import Branch
from server.domain.periods import parse_period
from server.services.gather_material import Gathered, GatherMaterial
from server.services.ports import Audit, Transaction
from server.services.ports_documents import Documents, Feed, Files, Numbers, People, RenderedFile, Renderer
from server.services.sign_document import SignDocument, Signed

LEASE = timedelta(seconds=90)
"""Longer than a rendering may take, so that nobody renders what another still renders."""
REST = timedelta(seconds=10)
"""Before a document is tried again whose renderer hung or died, so that others get their turn."""
UNTIL_ROOM = timedelta(minutes=2)
"""Before a document is tried again whose file could not be kept: somebody has to make room first."""


@dataclass(frozen=True)
class Claimed:
    document: Document
    branch: Branch
    gathered: Gathered | None
    """None when the data cannot be read as the document needs them."""


@dataclass(frozen=True)
class IssueDocument:
    documents: Documents
    gather: GatherMaterial
    people: People
    numbers: Numbers
    renderer: Renderer
    sign: SignDocument
    files: Files
    feed: Feed
    audit: Audit
    transaction: Transaction
    clock: Clock
    new_id: NewId
    failed: Callable[[Exception], None]
    """Told of what no rule foresaw; it may log the kind of an error, never its words."""
    ended: Callable[[Document, str], None]
    """Told of every turn's end and the state it led to."""
    holds_back: Callable[[Document, datetime], bool] = lambda _document, _at: False
    """Whether data of the document has been received and is not yet worked in."""
    tell_failed: Callable[[Document, datetime], None] = lambda _document, _at: None
    """Tells whoever can do something about it, in the same transaction."""

    def issue_all(self) -> None:
        while self.documents.anything_due(self.clock()) and self.issue_one():
            pass

    def issue_one(self) -> bool:
        """False when nothing was due or the worker is ending."""
        claimed = self._claim(self.clock())
        if claimed is None:
            return False
        if isinstance(claimed, Document):
            self.ended(claimed, "waiting")
            return True
        document = claimed.document
        if document.attempts > MOST_ATTEMPTS:  # earlier renderers died with their worker, and nobody could say so
            return self._fail(document, "crashed")
        try:
            sealed = self.sign.seal(document, claimed.branch, self._compose(claimed))
            file = self.renderer.render(sealed.printed)
            signed = self.sign(file.pdf, claimed.branch, self.clock())
        except RenderFault as fault:
            return self._fail(document, fault.code)
        except RendererLost as lost:
            return self._rest(document) if document.attempts < MOST_ATTEMPTS else self._fail(document, lost.code)
        except RendererStopped:
            self._give_back(document)
            return False
        except Exception as error:
            self.failed(error)
            return self._fail(document, "template")
        try:
            sha256 = self.files.put(signed.pdf)
        except OSError as error:
            self.failed(error)
            return self._fail(document, NOT_KEPT, lease_until=self.clock() + UNTIL_ROOM)
        return self._issue(claimed, sealed, file, signed, sha256)

    def _claim(self, at: datetime) -> Claimed | Document | None:
        """The serial is reserved when the document leaves `ready`; it stays with it whatever becomes of it. A document comes
        back alone when it has to wait."""
        with self.transaction():
            document = self.documents.claim(at, at + LEASE, self.new_id())
            if document is None:
                return None
            if document.serial is None and self.holds_back(document, at):
                self.documents.settle(document, state="waiting", attempts=document.attempts - 1)
                self._announce(document)
                return document
            branch = self.people.branch(document.branch_id)
            assert branch is not None
            definition = self.gather.definitions[document.code]
            serial = document.serial or self._serial(document, definition, branch.no, at)
            reserved: dict[str, Any] = {
                "serial": serial,
                "serial_day": document.serial_day or bank_day(at).isoformat(),
                "verify_token": document.verify_token or self.sign.new_token(),
            }
            document = replace(document, **reserved, cutoff_at=at)
            self.documents.change(document, **reserved, cutoff_at=at)
            self._announce(document)
            try:
                return Claimed(document, branch, self.gather(document, branch, at))
            except (LookupError, ValueError) as error:
                self.failed(error)
                return Claimed(document, branch, None)

    def _serial(self, document: Document, definition: DocumentDefinition, branch_no: str, at: datetime) -> str:
        if document.period is not None:
            period = parse_period(document.period)
            return periodic_serial(definition.prefix, branch_no, period, document.version)
        return self.numbers.next(document.branch_id, definition.prefix, bank_day(at))

    def _compose(self, claimed: Claimed) -> Printed:
        if claimed.gathered is None:
            raise RenderFault("template")
        return claimed.gathered.compose()

    def _issue(self, claimed: Claimed, sealed: Sealed, file: RenderedFile, signed: Signed, sha256: str) -> bool:
        document, printed, at = claimed.document, sealed.printed, signed.at
        shown: dict[str, Any] = {
            **(claimed.gathered.values if claimed.gathered else {}),
            "signers": printed_signers(printed.context),
        }
        made = {
            "issued_at": at,
            "sha256": sha256,
            "size": len(signed.pdf),
            "pages": file.pages,
            "data_sha256": sealed.data_sha256,
            "content_sha256": signed.content_sha256,
        }
        with self.transaction():
            versions = self.documents.versions(document)
            in_use = [each for each in versions if each.state == "issued"]
            # Another renderer may have been quicker with a later version.
            overtaken = any(each.version > document.version for each in in_use)
            state = "superseded" if overtaken else "issued"
            if self.documents.settle(document, state=state, **made, **shown):
                self.documents.describe(replace(document, **shown), printed_words(printed.context))
                for each in in_use if not overtaken else ():
                    self.documents.change(each, state="superseded")
                for each in versions:
                    if each.state == "failed" and each.version < document.version:  # nobody will make it any more
                        self.documents.change(each, state="voided", reason=f"{VOID}{GIVEN_UP}", voided_at=at)
                details = {"code": document.code, "serial": document.serial, "sha256": sha256}
                self.audit.append(document.branch_id, None, "document.issued", f"document:{document.id}", details, at)
                self._announce(document)
        self.ended(document, state)
        return True

    def _fail(self, document: Document, reason: str, **values: object) -> bool:
        with self.transaction():
            if self.documents.settle(document, state="failed", reason=reason, **values):
                self.documents.describe(document)
                self._announce(document)
                self.tell_failed(document, self.clock())
        self.ended(document, f"failed: {reason}")
        return True

    def _rest(self, document: Document) -> bool:
        with self.transaction():
            if self.documents.settle(document, state="ready", lease_until=self.clock() + REST):
                self._announce(document)
        self.ended(document, "tried again")
        return True

    def _give_back(self, document: Document) -> None:
        with self.transaction():
            if self.documents.settle(document, state="ready", attempts=document.attempts - 1):
                self._announce(document)

    def _announce(self, document: Document) -> None:
        if document.record_id is not None:
            self.feed.announce(document.branch_id, document.record_id)
