"""What a document is: a code, its titles, the prefix of its serials, and how records become the context of its template.

A file of deliverables/ that holds `DEFINITION` is a document; a kind of record says by its code that it gives rise to it
(one for each record), or that its records are what the document of a period counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from server.domain.kpi import Figure as KpiFigure
from server.domain.kpi import Kpi, Reason, Status
from server.domain.moments import to_wire
from server.domain.periods import Period, Span
from server.records import Kind
from sync.server.state import RecordState


class Labels(Protocol):
    def __call__(self, name: str, code: str) -> str:
        """The Chinese name of an entry of a reference set; of a code nobody knows, the code itself."""
        ...


class Entries(Protocol):
    def __call__(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        """The entries of a reference set that are in force at the cut-off, by their codes."""
        ...


@dataclass(frozen=True)
class Completeness:
    """A tablet of the branch, and when it last sent what it had (None: never heard): what it captured since is not in the data."""

    tablet: str
    until: datetime | None


@dataclass(frozen=True)
class Head:
    """What every document says of itself. `replaces` is the serial of the version before; `reason` says why there is a new
    one. `position` is the branch's place in the feed at which the data was read."""

    bank: str
    branch: str
    branch_no: str
    serial: str
    version: int
    replaces: str | None
    reason: str | None
    cutoff: datetime
    generated: datetime
    position: int = 0
    tablets: Sequence[Completeness] = ()
    draft: bool = False


@dataclass(frozen=True)
class Decision:
    """What somebody decided on a record that is approved: the step `verb` and the role it was taken in, the opinion and the
    reason in their words, and the hash of what was read. `stale` once the content is no longer what was approved."""

    verb: str
    by: str
    role: str
    at: datetime
    hash: str
    approves: bool
    stale: bool
    opinion: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Subject:
    """A record with the definition of its kind, the records that link to it, oldest first, with theirs, and by their ids
    the records it names itself. Of what is approved also the decisions, the oldest first."""

    kind: Kind
    record: RecordState
    linked: Sequence[tuple[Kind, RecordState]] = ()
    named: Mapping[str, tuple[Kind, RecordState]] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()

    def linking(self, *kinds: str) -> list[Subject]:
        """Those of these kinds that name it, as subjects of their own; what they name themselves is not known."""
        return [Subject(kind, record) for kind, record in self.linked if kind.code in kinds]


@dataclass(frozen=True)
class Strokes:
    """A signature: the path of an SVG of `width` by `height`."""

    width: int
    height: int
    path: str


@dataclass(frozen=True)
class Signed:
    """What a stroke is bound to: its moment, the number of the tablet (None: at a desk), who was signed in there, and the revision
    of the record it belongs to. `sha256` is of all that was said of the record until then, this signature included."""

    at: datetime
    tablet: str | None
    by: str
    rev: int
    sha256: str


@dataclass(frozen=True)
class Material:
    """All that may be printed, read in one transaction. `people` maps the ids of accounts to names. `photos` maps the names
    of pictures to the addresses a template may use, `strokes` those of signatures, `signed` what these are bound
    to; what is missing there could not be read.
    `site` is where people reach this server, for the codes they scan."""

    head: Head
    labels: Labels
    people: Mapping[str, str]
    entries: Entries = lambda _: {}
    photos: Mapping[str, str] = field(default_factory=dict)
    strokes: Mapping[str, Strokes] = field(default_factory=dict)
    signed: Mapping[str, Signed] = field(default_factory=dict)
    site: str = ""

    def setting(self, code: str) -> int:
        """A parameter of the house, as it is in force at the branch."""
        return int(self.entries("settings")[code]["value"])


@dataclass(frozen=True)
class MeasuredPerson:
    """How one person stands, by name; empty for what is nobody's."""

    name: str
    status: Status
    figures: Sequence[KpiFigure]


@dataclass(frozen=True)
class MeasuredKpi:
    """One KPI as it stands at the cut-off. `earlier` are the periods before, the nearest first; `evidence` the numbers of the records
    under each reason; `changes` are those of each restated version, in words."""

    kpi: Kpi
    period: Period
    status: Status
    figures: Sequence[KpiFigure]
    people: Sequence[MeasuredPerson]
    earlier: Sequence[tuple[Period, Sequence[KpiFigure]]]
    evidence: Sequence[tuple[Reason, Sequence[str]]]
    changes: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Measured:
    """The KPIs of a period. `version` is that of the lock whose figures these are; None while the period is open."""

    kpis: Sequence[MeasuredKpi]
    version: int | None
    locked_at: datetime | None


@dataclass(frozen=True)
class PeriodMaterial:
    """The records of one period in the order in which they happened, those of the periods before (the nearest first), and
    until when the version before had looked."""

    material: Material
    period: Period
    subjects: Sequence[Subject]
    previous_cutoff: datetime | None = None
    earlier: Sequence[tuple[Period, Sequence[Subject]]] = ()
    measured: Measured | None = None

    def of(self, *kinds: str) -> list[Subject]:
        return [subject for subject in self.subjects if subject.kind.code in kinds]

    def is_late(self, record: RecordState) -> bool:
        """Registered after the version before had looked: 补录."""
        return self.previous_cutoff is not None and record.created_at > to_wire(self.previous_cutoff)


@dataclass(frozen=True)
class Printed:
    """A template and its one context, a frozen dataclass of plain values. `assets` are the pictures it shows, by name. `seal`
    (server/documents/seal.py) joins it when the document is issued; without it no seal is drawn."""

    template: str
    context: object
    assets: Mapping[str, bytes] = field(default_factory=dict)
    seal: object = None


@dataclass(frozen=True)
class Single:
    """The document of one record. `linked_fields` are the fields of linked records that are printed: when they change, so
    does the document. `own_fields` are those of the record itself, where it prints only some; otherwise every change of the
    record is one of the document. Where there are any, `renewed_on` are the states whose entering alone makes the next version:
    what was approved is printed anew when it is approved anew, not with every word that is written on the way there."""

    compose: Callable[[Material, Subject], Printed]
    summary: Callable[[Labels, Subject], str]
    linked_fields: tuple[str, ...] = ()
    own_fields: tuple[str, ...] = ()
    outline: tuple[tuple[str, str], ...] = ()
    outline_signers: tuple[str, ...] = ()
    renewed_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Periodic:
    """The document of a period. `titles` says which spans there are, with the title in Chinese and in English. `earlier` is
    how many periods before are read too, for comparing. `links` says whether the records that name the subjects are read.
    `measured` ones are made of the KPIs instead of records, by themselves once the period is locked."""

    compose: Callable[[PeriodMaterial], Printed]
    titles: Mapping[Span, tuple[str, str]]
    earlier: int = 0
    links: bool = False
    measured: bool = False


@dataclass(frozen=True)
class DocumentDefinition:
    """`keep_years` and `basis` say how long the paper is kept, and why (`默认` where the bank decides). `readers` is the permission
    without which nobody reads it, besides that of reading documents at all."""

    code: str
    zh: str
    en: str
    prefix: str
    keep_years: int
    basis: str
    single: Single | None = None
    periodic: Periodic | None = None
    readers: str = ""

    def title(self, span: Span | None, language: str) -> str:
        if span is None or self.periodic is None:
            return self.en if language == "en" else self.zh
        zh, en = self.periodic.titles[span]
        return en if language == "en" else zh
