"""All that a document prints, read in one transaction: so the cut-off it states is true of every line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from server.documents.definition import (
    Completeness,
    Decision,
    DocumentDefinition,
    Head,
    Labels,
    Material,
    Periodic,
    PeriodMaterial,
    Printed,
    Signed,
    Single,
    Strokes,
    Subject,
)
from server.documents.reasons import reason_text
from server.domain.document_life import Document, issued_before
from server.domain.moments import from_wire
from server.domain.people import Branch
from server.domain.periods import Period, parse_period
from server.records import Kind
from server.records.contributions import Document as Wanted
from server.reference.model import Entry
from server.services.people_named import people_named
from server.services.ports_documents import (
    CutOff,
    Documents,
    Judgements,
    Measures,
    People,
    Pictures,
    Records,
    SignedStrokes,
)
from server.services.read_rules import Rules
from sync.attachments import named_files
from sync.server.state import RecordState

Compose = Callable[[], Printed]
LONGEST_WORK = timedelta(days=100)
"""How long before it counts a record may have begun: business that is done in this month can be of the one before."""
LATEST_WORDS = timedelta(days=200)
"""How long after a period something may still be written about it: its analysis, or figures that another department sends."""


@dataclass(frozen=True)
class Gathered:
    """`compose` is pure; `values` are what lists show of the document, as of the same data."""

    compose: Compose
    values: Mapping[str, object]


@dataclass(frozen=True)
class GatherMaterial:
    documents: Documents
    records: Records
    judgements: Judgements
    people: People
    labels_of: Callable[[str], Labels]
    rules: Rules
    cut_off: CutOff
    pictures: Pictures
    signed: SignedStrokes
    measures: Measures
    kinds: Mapping[str, Kind]
    definitions: Mapping[str, DocumentDefinition]
    bank: str
    site: str

    def __call__(self, document: Document, branch: Branch, at: datetime, draft: bool = False) -> Gathered:
        """`document` has its serial, or what a draft says in its place; `at` is the cut-off."""
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
            position=self.cut_off.position(branch.id),
            draft=draft,
        )
        definition = self.definitions[document.code]
        if document.period is not None:
            return self._periodic(document, definition, head, before.cutoff_at if before else None)
        return self._single(document, definition, head)

    def _single(self, document: Document, definition: DocumentDefinition, head: Head) -> Gathered:
        record = self.records.record(document.branch_id, str(document.record_id))
        if record is None or definition.single is None:
            raise LookupError("a document without its record")
        single = definition.single
        subject = self._subjects(document.branch_id, [record], links=True)[0]
        subject = replace(subject, decisions=self._decisions(subject))
        shown = [(subject.kind, record), *subject.linked, *subject.named.values()]
        signed = self._signed(shown)
        others = {*(each.by for each in subject.decisions), *(each.by for each in signed.values())}
        material = replace(self._material(document.branch_id, head, shown, others), signed=signed)
        values = {"record_no": record.no, "summary": single.summary(self.labels_of(document.branch_id), subject)}
        return Gathered(self._with_pictures(shown, material, single, subject), values)

    def _periodic(
        self, document: Document, definition: DocumentDefinition, head: Head, previous_cutoff: datetime | None
    ) -> Gathered:
        period, periodic = parse_period(str(document.period)), definition.periodic
        if periodic is None:
            raise LookupError("a period of a document that has none")
        subjects = self._of_period(document, period, periodic.links)
        tablets = [Completeness(each.tablet, each.until) for each in self.cut_off.tablets(document.branch_id)]
        shown = [(each.kind, each.record) for each in subjects]
        material = self._material(document.branch_id, replace(head, tablets=tablets), shown)
        gathered = PeriodMaterial(
            material, period, subjects, previous_cutoff, self._earlier(document, period, periodic)
        )
        if periodic.measured:
            measured = self.measures(document.branch_id, period, head.cutoff)
            return Gathered(lambda: periodic.compose(replace(gathered, measured=measured)), {})
        return Gathered(lambda: periodic.compose(gathered), {})

    def _earlier(
        self, document: Document, period: Period, periodic: Periodic
    ) -> Sequence[tuple[Period, Sequence[Subject]]]:
        before = [period.before(steps) for steps in range(1, periodic.earlier + 1)]
        return [(each, self._of_period(document, each, periodic.links)) for each in before]

    def _of_period(self, document: Document, period: Period, links: bool) -> list[Subject]:
        records: list[RecordState] = []
        for kind, wanted in counted_kinds(self.kinds, document.code):
            records += self._counted(document.branch_id, kind, wanted, period)
        records.sort(key=lambda record: (record.occurred_at, record.id))
        return self._subjects(document.branch_id, records, links)

    def _counted(self, branch_id: str, kind: Kind, wanted: Wanted, period: Period) -> list[RecordState]:
        if wanted.at is None:
            return list(self.records.happened(branch_id, kind.code, period.start, period.end))
        until = period.end + (LATEST_WORDS if wanted.afterwards else timedelta())
        found = self.records.happened(branch_id, kind.code, period.start - LONGEST_WORK, until)
        return [each for each in found if _lies_in(period, each.payload.get(wanted.at))]

    def _subjects(self, branch_id: str, records: Sequence[RecordState], links: bool) -> list[Subject]:
        named_ids = {each for record in records for each in self.kinds[record.kind].linked(record.payload)}
        named = self.records.records(branch_id, named_ids) if named_ids else {}
        linked = self.records.linking(branch_id, [record.id for record in records]) if links else {}
        return [self._subject(record, linked.get(record.id, ()), named) for record in records]

    def _subject(self, record: RecordState, linked: Sequence[RecordState], named: Mapping[str, RecordState]) -> Subject:
        kind = self.kinds[record.kind]
        own = [named[each] for each in kind.linked(record.payload) if each in named]
        return Subject(
            kind,
            record,
            [(self.kinds[each.kind], each) for each in linked],
            {each.id: (self.kinds[each.kind], each) for each in own},
        )

    def _decisions(self, subject: Subject) -> list[Decision]:
        if subject.kind.approval is None:
            return []
        found = self.judgements.of(subject.record.branch_id, [subject.record.id])
        return [
            Decision(**{each.name: getattr(judgement, each.name) for each in fields(Decision)}) for judgement in found
        ]

    def _material(
        self, branch_id: str, head: Head, shown: Iterable[tuple[Kind, RecordState]], besides: Iterable[str] = ()
    ) -> Material:
        named = {
            each
            for kind, record in shown
            for each in (record.created_by, *record.contributors, *people_named(_fields(kind), record.payload))
        }
        users = self.people.users_by_ids({*named, *besides})

        @cache
        def entries(name: str) -> Mapping[str, Mapping[str, Any]]:
            found = self.rules.entries(name, head.cutoff, branch_id)
            return {each.code: as_told(each) for each in found}

        names = {user_id: user.name for user_id, user in users.items()}
        return Material(head, self.labels_of(branch_id), names, entries, site=self.site)

    def _signed(self, shown: Iterable[tuple[Kind, RecordState]]) -> dict[str, Signed]:
        found: dict[str, Signed] = {}
        for kind, record in shown:
            found |= self.signed(record, [each.code for each in kind.fields if each.type == "signature"])
        return found

    def _with_pictures(
        self, shown: Sequence[tuple[Kind, RecordState]], material: Material, single: Single, subject: Subject
    ) -> Compose:
        """The files are read when the transaction has ended: they never change, and may be large."""
        names = {name for kind, record in shown for name in named_files(_fields(kind), record.payload)}

        def compose() -> Printed:
            photos, strokes = self._read(subject.record.branch_id, names)
            addresses = {name: f"asset:{name.replace(':', '-')}" for name in photos}
            printed = single.compose(replace(material, photos=addresses, strokes=strokes), subject)
            return replace(printed, assets={addresses[name]: content for name, content in photos.items()})

        return compose

    def _read(self, branch_id: str, names: Iterable[str]) -> tuple[dict[str, bytes], dict[str, Strokes]]:
        photos: dict[str, bytes] = {}
        strokes: dict[str, Strokes] = {}
        for name in sorted(names):
            found = self.pictures(branch_id, name)
            if isinstance(found, bytes):
                photos[name] = found
            elif found is not None:
                strokes[name] = found
        return photos, strokes


def counted_kinds(kinds: Mapping[str, Kind], code: str) -> list[tuple[Kind, Wanted]]:
    """The kinds whose records the document of a period counts, and by which moment."""
    return [(kind, each) for kind in kinds.values() for each in kind.documents if each.code == code and each.periodic]


def as_told(entry: Entry) -> Mapping[str, Any]:
    """An entry of a reference set as documents read it; `group` is the name of the group it stands in."""
    group = {"group": entry.group.zh} if entry.group else {}
    return {"zh": entry.zh, "en": entry.en, **group, **entry.extras}


def _fields(kind: Kind) -> Sequence[Mapping[str, Any]]:
    fields: Sequence[Mapping[str, Any]] = kind.definition["fields"]
    return fields


def _lies_in(period: Period, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if len(value) == len("2026-11-24"):
        return period.first.isoformat() <= value < period.until.isoformat()
    return period.holds(from_wire(value))
