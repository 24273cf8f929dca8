"""What a document is: a code, a title, the prefix of its serials, and how records become the context of its template.

A file of this folder that holds `DEFINITION` is a document; a kind of record says by its code that it gives rise to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from server.records import Kind
from sync.server.state import RecordState


class Labels(Protocol):
    def __call__(self, name: str, code: str) -> str:
        """The Chinese name of an entry of a reference set; of a code nobody knows, the code itself."""
        ...


@dataclass(frozen=True)
class Head:
    """What every document says of itself. `replaces` is the serial of the version before; `reason` says why there is a new one."""

    bank: str
    branch: str
    branch_no: str
    serial: str
    version: int
    replaces: str | None
    reason: str | None
    cutoff: datetime
    generated: datetime


@dataclass(frozen=True)
class Subject:
    """A record with the definition of its kind, the records that link to it, oldest first, with theirs, and by their ids
    the records it names itself."""

    kind: Kind
    record: RecordState
    linked: Sequence[tuple[Kind, RecordState]] = ()
    named: Mapping[str, tuple[Kind, RecordState]] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """All that may be printed, read in one transaction. `people` maps the ids of accounts to names."""

    head: Head
    labels: Labels
    people: Mapping[str, str]


@dataclass(frozen=True)
class DayMaterial:
    """The records of one day, and until when the version before had looked."""

    material: Material
    day: date
    previous_cutoff: datetime | None


@dataclass(frozen=True)
class Printed:
    """A template and its one context, a frozen dataclass of plain values."""

    template: str
    context: object


@dataclass(frozen=True)
class DocumentDefinition:
    """`linked_fields` are the fields of linked records that are printed: when they change, so does the document. `own_fields`
    are those of the record itself, where it prints only some; otherwise every change of the record is one of the document."""

    code: str
    zh: str
    en: str
    zh_daily: str
    en_daily: str
    prefix: str
    single: Callable[[Material, Subject], Printed]
    daily: Callable[[DayMaterial, Sequence[Subject]], Printed]
    summary: Callable[[Labels, Subject], str]
    linked_fields: tuple[str, ...] = ()
    own_fields: tuple[str, ...] = ()
