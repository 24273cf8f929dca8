"""All that a document prints, read in one transaction: so the cut-off it states is true of every line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.documents.definition import DayMaterial, DocumentDefinition, Head, Labels, Material, Printed, Subject
from server.documents.reasons import reason_text
from server.domain.document_life import Document, issued_before
from server.domain.people import Branch
from server.records import Kind
from server.services.ports_documents import Documents, People, Records
from sync.server.state import RecordState

Compose = Callable[[], Printed]


@dataclass(frozen=True)
class Gathered:
    """`compose` is pure; `values` are what lists show of the document, as of the same data."""

    compose: Compose
    values: Mapping[str, object]


@dataclass(frozen=True)
class GatherMaterial:
    documents: Documents
    records: Records
    people: People
    labels: Labels
    kinds: Mapping[str, Kind]
    definitions: Mapping[str, DocumentDefinition]
    bank: str

    def __call__(self, document: Document, branch: Branch, at: datetime) -> Gathered:
        """`document` has its serial; `at` is the cut-off."""
        before = issued_before(document, self.documents.versions(document))
        head = Head(
            bank=self.bank,
            branch=branch.name,
            branch_no=branch.no,
            serial=str(document.serial),
            version=document.version,
            replaces=before.serial if before else None,
            reason=reason_text(document.reason, "zh") if document.version > 1 else None,
            cutoff=at,
            generated=at,
        )
        definition = self.definitions[document.code]
        if document.period is not None:
            return self._day(document, definition, head, before.cutoff_at if before else None)
        return self._single(document, definition, head)

    def _single(self, document: Document, definition: DocumentDefinition, head: Head) -> Gathered:
        record = self.records.record(document.branch_id, str(document.record_id))
        if record is None:
            raise LookupError("a document without its record")
        subject = self._subject(record)
        material = Material(head, self.labels, self._names([record]))
        values = {"record_no": record.no, "summary": definition.summary(self.labels, subject)}
        return Gathered(lambda: definition.single(material, subject), values)

    def _day(
        self, document: Document, definition: DocumentDefinition, head: Head, previous_cutoff: datetime | None
    ) -> Gathered:
        day = date.fromisoformat(str(document.period))
        records = self.records.of_bank_day(document.branch_id, document.kind, day)
        subjects = [self._subject(record) for record in records]
        material = DayMaterial(Material(head, self.labels, self._names(records)), day, previous_cutoff)
        return Gathered(lambda: definition.daily(material, subjects), {})

    def _subject(self, record: RecordState) -> Subject:
        linked = self.records.linking_to(record.branch_id, record.id)
        kind = self.kinds[record.kind]
        named = self.records.records(record.branch_id, kind.linked(record.payload))
        return Subject(
            kind,
            record,
            [(self.kinds[each.kind], each) for each in linked],
            {each.id: (self.kinds[each.kind], each) for each in named.values()},
        )

    def _names(self, records: Sequence[RecordState]) -> Mapping[str, str]:
        users = self.people.users_by_ids({record.created_by for record in records})
        return {user_id: user.name for user_id, user in users.items()}


def daily_kinds(kinds: Mapping[str, Kind]) -> Iterable[tuple[str, Kind]]:
    """(code of the document, kind) of everything that has a sheet a day."""
    return [(document.code, kind) for kind in kinds.values() for document in kind.documents if document.daily]
