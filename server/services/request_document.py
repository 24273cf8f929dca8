"""A record changed: its documents are requested, renewed or declared void, in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from server.documents.definition import DocumentDefinition, Labels, Single, Subject
from server.domain.document_life import Document, Step, step_after_change
from server.domain.identity import NewId
from server.records import Kind
from server.records.contributions import Document as Wanted
from server.services.ports_documents import Documents, Feed
from server.services.ports_sync import AppliedChange
from sync.lifecycle import VOIDED
from sync.rules import Condition, condition
from sync.server.state import RecordState

Key = tuple[str, str]
FilesMissing = Callable[[str, Iterable[str]], Mapping[str, Sequence[str]]]
"""From the records of a branch to the files they name that have not arrived."""


@dataclass(frozen=True)
class RequestDocument:
    documents: Documents
    feed: Feed
    labels_of: Callable[[str], Labels]
    kinds: Mapping[str, Kind]
    definitions: Mapping[str, DocumentDefinition]
    new_id: NewId
    files_missing: FilesMissing

    def on_applied(self, changes: Sequence[AppliedChange]) -> None:
        """Changes of one branch, in the order in which they were decided."""
        named = {name for change in changes for name in self._concerned(change)}
        if not named:
            return
        branch_id = changes[0].after.branch_id
        newest = self.documents.newest_of_records(branch_id, named)
        plan = Plan(dict(newest))
        for change in changes:
            self._follow(change, plan)
        self._wait_for_files(branch_id, plan)
        self.documents.add(plan.added)
        for document in plan.changed.values():
            values = {name: getattr(document, name) for name in ("state", "reason", "attempts", "voided_at")}
            self.documents.change(document, **values)
        for record_id in plan.concerned:
            self.feed.announce(branch_id, record_id)

    def on_files_complete(self, branch_id: str, record_ids: Sequence[str]) -> None:
        """The last file these records name has arrived."""
        for document in self.documents.newest_of_records(branch_id, record_ids).values():
            if document.state == "media_incomplete":
                self.documents.change(document, state="ready")
                self.feed.announce(branch_id, str(document.record_id))

    def _wait_for_files(self, branch_id: str, plan: Plan) -> None:
        due = [document for document in plan.newest.values() if document.state == "ready"]
        missing = self.files_missing(branch_id, {str(document.record_id) for document in due}) if due else {}
        for document in due:
            if document.record_id in missing:
                plan.change(replace(document, state="media_incomplete"))

    def _single(self, code: str) -> Single:
        single = self.definitions[code].single
        assert single is not None, "a kind that gives rise to a document names one of single records"
        return single

    def _concerned(self, change: AppliedChange) -> Iterable[str]:
        singles = any(each.on_status for each in self.kinds[change.after.kind].documents)
        own = [change.after.id] if singles else []
        return [*own, *self._links(change.after)]

    def _links(self, record: RecordState) -> list[str]:
        return self.kinds[record.kind].linked(record.payload)

    def _follow(self, change: AppliedChange, plan: Plan) -> None:
        record = change.after
        for wanted in self.kinds[record.kind].documents:
            newest = plan.newest.get((record.id, wanted.code))
            if wanted.on_status is not None:
                single = self._single(wanted.code)
                step = step_after_change(
                    newest.state if newest else None,
                    entered=_called_for(wanted, record) and not _called_for(wanted, change.before),
                    voided=record.status == VOIDED,
                    changed=_holds(wanted, record) and _has_changed(change, single),
                )
                self._take(
                    step, wanted.code, newest, change, plan, "moved_on" if single.renewed_on else "record_changed"
                )
        for record_id in self._links(record):
            self._follow_link(record_id, change, plan)

    def _follow_link(self, record_id: str, change: AppliedChange, plan: Plan) -> None:
        for (of_record, code), newest in list(plan.newest.items()):
            fields = self._single(code).linked_fields
            if of_record == record_id and fields and _printed(change.before, fields) != _printed(change.after, fields):
                step = step_after_change(newest.state, entered=False, voided=False, changed=True)
                self._take(step, code, newest, change, plan, "link_changed")

    def _take(
        self, step: Step | None, code: str, newest: Document | None, change: AppliedChange, plan: Plan, why: str
    ) -> None:
        if step == "first":
            plan.add(self._first(code, change))
        elif newest is not None and step == "next":
            plan.add(next_version(newest, self.new_id(), why, None, change.at))
        elif newest is not None and step == "again":
            plan.change(replace(newest, state="ready", reason=None, attempts=0))
        elif newest is not None and step == "void":
            plan.change(replace(newest, state="voided", reason="record_void", voided_at=change.at))

    def _first(self, code: str, change: AppliedChange) -> Document:
        record = change.after
        subject = Subject(self.kinds[record.kind], record)
        return Document(
            branch_id=record.branch_id,
            id=self.new_id(),
            code=code,
            kind=record.kind,
            record_id=record.id,
            period=None,
            version=1,
            state="ready",
            reason=None,
            serial=None,
            summary=self._single(code).summary(self.labels_of(record.branch_id), subject),
            record_no=record.no,
            requested_by=None,
            requested_at=change.at,
        )


@dataclass
class Plan:
    """What is to be written, while the changes of one batch are followed one after the other."""

    newest: dict[Key, Document]

    def __post_init__(self) -> None:
        self.added: list[Document] = []
        self.changed: dict[str, Document] = {}
        self.concerned: dict[str, None] = {}

    def add(self, document: Document) -> None:
        self.added.append(document)
        self._know(document)

    def change(self, document: Document) -> None:
        if any(each.id == document.id for each in self.added):
            self.added = [document if each.id == document.id else each for each in self.added]
        else:
            self.changed[document.id] = document
        self._know(document)

    def _know(self, document: Document) -> None:
        assert document.record_id is not None
        self.newest[document.record_id, document.code] = document
        self.concerned[document.record_id] = None


def next_version(newest: Document, new_id: str, why: str, by: str | None, at: datetime) -> Document:
    """Another version of the same document, still to be made; the one before stays as it is until this one is issued."""
    return replace(
        newest,
        id=new_id,
        version=newest.version + 1,
        state="ready",
        reason=why,
        serial=None,
        requested_by=by,
        requested_at=at,
        cutoff_at=None,
        issued_at=None,
        sha256=None,
        size=None,
        pages=None,
        attempts=0,
        lease_token=None,
        lease_until=None,
        note=None,
        copies=0,
        signers="",
        serial_day=None,
        voided_at=None,
        voided_by=None,
    )


def _called_for(wanted: Wanted, record: RecordState | None) -> bool:
    return record is not None and record.status == wanted.on_status and _holds(wanted, record)


def _holds(wanted: Wanted, record: RecordState) -> bool:
    return wanted.when is None or _told(wanted.when)({**record.payload, "status": record.status})


@cache
def _told(when: tuple[Any, ...]) -> Condition:
    """Read once: it is asked of every change."""
    return condition(when)


def entered(change: AppliedChange, status: str) -> bool:
    return change.after.status == status and (change.before is None or change.before.status != status)


def _has_changed(change: AppliedChange, single: Single) -> bool:
    before, after = change.before, change.after
    if single.renewed_on:
        return any(entered(change, status) for status in single.renewed_on)
    if before is None:
        return True
    if single.own_fields:
        return _printed(before, single.own_fields) != _printed(after, single.own_fields)
    return _content(before) != _content(after)


def _content(record: RecordState) -> tuple[object, ...]:
    return record.payload, record.status


def _printed(record: RecordState | None, fields: Sequence[str]) -> list[object]:
    """What a document shows of a linked record: whether it is there, and the named fields."""
    return [] if record is None else [record.id, *(record.payload.get(field) for field in fields)]
