"""What the use cases of documents need of the database, of files, and of the other parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from server.documents.definition import Completeness, Measured, Printed, Signed, Strokes
from server.domain.approval import Judgement
from server.domain.document_life import Copy, Document, Draft
from server.domain.people import Branch, User
from server.domain.periods import Period
from sync.server.state import RecordState


@dataclass(frozen=True)
class DocumentQuery:
    """What a list asks for; `first` and `before` bound the moment of the request, `text` is looked for in all that a document
    says. `period` and `serial` are beginnings; `by_itself` are those nobody asked for."""

    code: str | None = None
    state: str | None = None
    first: datetime | None = None
    before: datetime | None = None
    text: str | None = None
    period: str | None = None
    serial: str | None = None
    signer: str | None = None
    requested_by: str | None = None
    by_itself: bool = False


class Documents(Protocol):
    def document(self, branch_id: str, document_id: str) -> Document | None: ...
    def newest_of_records(self, branch_id: str, record_ids: Iterable[str]) -> dict[tuple[str, str], Document]:
        """By record and code."""
        ...

    def newest_of_period(self, branch_id: str, code: str, period: str) -> Document | None: ...
    def versions(self, document: Document) -> Sequence[Document]:
        """All versions of the same document, in their order."""
        ...

    def add(self, documents: Sequence[Document]) -> None: ...
    def add_of_period(self, document: Document) -> Document:
        """The document, or the one that somebody else asked for at the same moment."""
        ...

    def add_once(self, document: Document) -> Document:
        """The document, or the same version that somebody else asked for at the same moment."""
        ...

    def describe(self, document: Document, printed: Iterable[str] = ()) -> None:
        """What it can be found by from now on."""
        ...

    def turn(self, document: Document, **values: object) -> bool:
        """Changes it if it still is in the state it was read in."""
        ...

    def waiting(self) -> Sequence[Document]: ...
    def count_copy(self, document: Document, copy: Copy) -> int:
        """Which copy this one is; the number `copy` has does not matter."""
        ...

    def copies(self, document: Document) -> Sequence[Copy]: ...
    def change(self, document: Document, **values: object) -> None: ...
    def anything_due(self, at: datetime) -> bool: ...
    def claim(self, at: datetime, until: datetime, token: str) -> Document | None: ...
    def settle(self, document: Document, **values: object) -> bool: ...


class DocumentLists(Protocol):
    def page(self, branch_id: str, wanted: DocumentQuery, after: str | None, limit: int) -> list[Document]:
        """Newest first, from the document on after which the page before ended."""
        ...

    def asked_by(self, branch_id: str) -> list[str]: ...
    def holds(self, branch_id: str, ids: Sequence[str], codes: Sequence[str]) -> bool:
        """Whether any of these is a document of one of those codes."""
        ...


@dataclass(frozen=True)
class RegisterQuery:
    """Serials that were reserved from `first` to `last`, days of the bank as they are written."""

    first: str | None = None
    last: str | None = None
    code: str | None = None
    states: Sequence[str] = ()


@dataclass(frozen=True)
class Series:
    """The serials of one prefix and day: how many were given, how many documents have one, and the last number given."""

    prefix: str
    day: str
    last: int
    registered: int


class Register(Protocol):
    def page(self, branch_id: str, wanted: RegisterQuery, after: str | None, limit: int) -> list[Document]:
        """By serial, from the one on after which the page before ended."""
        ...

    def counts(self, branch_id: str, wanted: RegisterQuery) -> Mapping[str, int]:
        """By state."""
        ...

    def series(self, branch_id: str, wanted: RegisterQuery, prefixes: Iterable[str]) -> Sequence[Series]: ...


class Drafts(Protocol):
    def add(self, draft: Draft) -> None: ...
    def draft(self, branch_id: str, draft_id: str) -> Draft | None: ...
    def claim(self, at: datetime, until: datetime) -> Draft | None: ...
    def settle(self, draft: Draft, reason: str | None, pages: int | None, pdf: bytes | None) -> None: ...
    def forget(self, before: datetime) -> None:
        """Those that were asked for before."""
        ...


class Records(Protocol):
    def record(self, branch_id: str, record_id: str) -> RecordState | None: ...
    def records(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, RecordState]: ...
    def happened(self, branch_id: str, kind: str, start: datetime, end: datetime) -> Sequence[RecordState]:
        """What happened from `start` on and before `end`, in the order in which it happened."""
        ...

    def any_happened(self, branch_id: str, kinds: Iterable[str], start: datetime, end: datetime) -> bool: ...
    def linking(self, branch_id: str, ids: Iterable[str]) -> Mapping[str, Sequence[RecordState]]:
        """By each of these ids the records that name it in their links, oldest first."""
        ...


class Judgements(Protocol):
    def of(self, branch_id: str, record_ids: Iterable[str]) -> Sequence[Judgement]:
        """Of these records, the oldest first."""
        ...


class CutOff(Protocol):
    """How far the data went when they were read."""

    def position(self, branch_id: str) -> int:
        """The branch's place in its feed."""
        ...

    def tablets(self, branch_id: str) -> Sequence[Completeness]: ...


class Measures(Protocol):
    """The KPIs, as the document of a period prints them."""

    def __call__(self, branch_id: str, period: Period, at: datetime) -> Measured: ...


class SignedStrokes(Protocol):
    def __call__(self, record: RecordState, codes: Iterable[str]) -> Mapping[str, Signed]:
        """By the names of the strokes in these fields, what each is bound to."""
        ...


class Pictures(Protocol):
    def __call__(self, branch_id: str, name: str) -> bytes | Strokes | None:
        """A photo scaled for print, or a signature; None for what is not here or cannot be read."""
        ...


class People(Protocol):
    def branch(self, branch_id: str) -> Branch | None: ...
    def branches(self) -> Sequence[Branch]: ...
    def users_by_ids(self, ids: set[str]) -> Mapping[str, User]: ...


class Numbers(Protocol):
    def next(self, branch_id: str, prefix: str, day: date) -> str: ...


class Feed(Protocol):
    def announce(self, branch_id: str, record_id: str) -> None: ...


class RenderedFile(Protocol):
    @property
    def pdf(self) -> bytes: ...
    @property
    def pages(self) -> int: ...


class Renderer(Protocol):
    def render(self, printed: Printed) -> RenderedFile:
        """Raises the faults of server/documents/faults.py."""
        ...


class Files(Protocol):
    def put(self, content: bytes) -> str:
        """Durable when it returns; the SHA-256 of the content, which is its name."""
        ...

    def get(self, sha256: str) -> bytes | None:
        """None when it is missing or is not what its name says."""
        ...
