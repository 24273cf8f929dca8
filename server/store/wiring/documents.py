"""parts["documents"]: requests, issue and download of documents."""

from __future__ import annotations

import traceback
from functools import partial
from pathlib import Path

import structlog

from server.documents import all_documents
from server.documents.definition import Labels
from server.documents.fonts import available
from server.documents.render_process import RenderProcess
from server.domain.document_life import Document
from server.records import all_kinds
from server.services.await_records import AwaitRecords
from server.services.documents_part import DocumentsPart, title_of
from server.services.download_document import DownloadDocument
from server.services.gather_material import GatherMaterial
from server.services.issue_document import IssueDocument
from server.services.ports_signing import CertificateUnusable
from server.services.preview_period import PreviewPeriod
from server.services.read_pictures import ReadPictures
from server.services.reissue_document import ReissueDocument
from server.services.request_document import RequestDocument
from server.services.request_periodic import RequestPeriodic
from server.services.retry_document import RetryDocument
from server.services.secret_box import SecretUnusable
from server.services.sign_document import SignatureDoesNotHold, SignDocument
from server.services.void_document import VoidDocument
from server.store.arriving import Arriving
from server.store.cut_off import ReadCutOff
from server.store.device_store import DeviceStore
from server.store.document_list import DocumentList
from server.store.document_store import DocumentStore
from server.store.draft_store import DraftStore
from server.store.files import FileStore
from server.store.judgement_store import JudgementStore
from server.store.people_store import PeopleStore
from server.store.serial_register import SerialRegister
from server.store.signed_strokes import SignedStrokes
from server.store.wiring import WiringContext
from server.store.wiring.attachments import attachments_folder

log = structlog.get_logger("lobbybook.documents")
LANGUAGES = ("zh", "en")


def build(context: WiringContext) -> DocumentsPart:
    kinds, definitions = all_kinds(), all_documents()
    people = PeopleStore(context.database)
    documents = DocumentStore(context.database, lambda each: [title_of(definitions, each, it) for it in LANGUAGES])
    files, process = FileStore(Path(context.settings.file_store)), RenderProcess()
    feed, records = context.part("feed"), context.part("records")
    audit, transaction = context.audit, context.database.write

    def labels_of(branch_id: str) -> Labels:
        return partial(context.part("reference").label, branch_id=branch_id)

    gather = GatherMaterial(
        documents=documents,
        records=records,
        judgements=JudgementStore(context.database),
        people=people,
        labels_of=labels_of,
        rules=context.part("reference").rules,
        cut_off=ReadCutOff(feed, DeviceStore(context.database)),
        pictures=ReadPictures(FileStore(attachments_folder(context.settings))),
        signed=SignedStrokes(context.database),
        measures=context.part("measures"),
        kinds=kinds,
        definitions=definitions,
        bank=context.settings.bank_name,
        site=context.settings.public_url.rstrip("/"),
    )
    awaits = AwaitRecords(documents, Arriving(context.database), feed, transaction)
    request_periodic = RequestPeriodic(
        documents, records, people, audit, transaction, kinds, definitions, context.new_id
    )
    return DocumentsPart(
        documents=documents,
        lists=DocumentList(context.database),
        people=people,
        definitions=definitions,
        request=RequestDocument(
            documents, feed, labels_of, kinds, definitions, context.new_id, context.part("attachments").files_missing
        ),
        request_periodic=request_periodic,
        issue=IssueDocument(
            documents=documents,
            gather=gather,
            people=people,
            numbers=context.part("numbers"),
            renderer=process,
            sign=SignDocument(
                context.part("signing").identities,
                context.random,
                context.settings.bank_name,
                context.settings.public_url,
                not_signed,
            ),
            files=files,
            feed=feed,
            audit=audit,
            transaction=transaction,
            clock=context.clock,
            new_id=context.new_id,
            failed=failed,
            ended=ended,
            holds_back=awaits.holds_back,
            tell_failed=context.part("telling").on_document_failed,
        ),
        awaits=awaits,
        void=VoidDocument(documents, feed, audit, transaction),
        reissue=ReissueDocument(documents, feed, audit, transaction, context.new_id),
        drafts=PreviewPeriod(
            drafts=DraftStore(context.database),
            documents=documents,
            check=request_periodic.check,
            gather=gather,
            people=people,
            renderer=process,
            audit=audit,
            transaction=transaction,
            look=context.database.read,
            new_id=context.new_id,
            failed=failed,
        ),
        register=SerialRegister(context.database),
        download=DownloadDocument(documents, files, audit, transaction),
        retry=RetryDocument(documents, feed, audit, transaction),
        process=process,
        keeps_warm=context.settings.warm_renderer,
        fonts_available=available,
        clock=context.clock,
    )


def failed(error: Exception) -> None:
    # The message may hold what a customer said, so the log gets the kind of error and the places it passed.
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("document not made", error=type(error).__name__, places=places[-8:])


def not_signed(error: Exception) -> None:
    # Of certificates and files it may say why; what a library says of a document stays unsaid.
    known = isinstance(error, CertificateUnusable | SecretUnusable | SignatureDoesNotHold | OSError)
    log.error("document not signed", error=type(error).__name__, why=str(error) if known else None)


def ended(document: Document, how: str) -> None:
    log.info("document", id=document.id, code=document.code, version=document.version, ended=how)
