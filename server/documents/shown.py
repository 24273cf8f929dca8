"""What deliverables share: a record's values as people read them, the heading of every sheet, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.documents import amounts, chinese
from server.documents.definition import Head, Labels, Material, Strokes, Subject
from server.records import Kind
from server.records.field import Field
from sync.fields import is_missing
from sync.server.state import RecordState


@dataclass(frozen=True)
class Heading:
    """Title and margins of every sheet, as text. `tablets` tells how complete the data of each tablet are."""

    title: str
    bank: str
    branch: str
    branch_no: str
    serial: str
    version: int
    note: str
    cutoff: str
    generated: str
    created: str
    position: int
    tablets: tuple[tuple[str, str], ...]
    draft: bool = False


@dataclass(frozen=True)
class Signer:
    """One box of the signatures: the role, the name where it is known, the stroke and its moment where somebody signed. `bound`
    says in lines what the stroke is bound to, its moment among it: `at` stands alone where nothing else is known."""

    role: str
    name: str = ""
    strokes: Strokes | None = None
    at: str = ""
    bound: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A record's values as people read them: masked, codes replaced by their labels, what is absent marked so. `path` leads to
    it from the record whose document this is: `customer_id.` for the record that field names."""

    kind: Kind
    record: RecordState
    labels: Labels
    people: Mapping[str, str] = field(default_factory=dict)
    path: str = ""

    @classmethod
    def of(cls, subject: Subject, material: Material) -> Shown:
        return cls(subject.kind, subject.record, material.labels, material.people)

    @property
    def values(self) -> Mapping[str, Any]:
        return self.kind.masked(self.record.payload)

    def text(self, code: str) -> str:
        return self.written(self.kind.by_code[code], self.values.get(code))

    def rows(self, code: str) -> list[dict[str, str]]:
        """The entries of a field of rows, each column as people read it."""
        columns = self.kind.by_code[code].columns
        entries = self.values.get(code) or []
        return [{column.code: self.written(column, entry.get(column.code)) for column in columns} for entry in entries]

    def written(self, asked: Field, value: Any) -> str:
        if is_missing(value):
            return chinese.ABSENT
        if asked.options:
            names = {option.code: option.zh for option in asked.options}
            return chinese.listed([names.get(each, each) for each in _each(value)])
        if asked.type in _WRITTEN:
            return _WRITTEN[asked.type](value)
        if asked.reference == "user":
            return chinese.listed([self.people.get(each, chinese.ABSENT) for each in _each(value)])
        if asked.reference and not asked.reference.startswith("record"):
            return chinese.listed([self.labels(asked.reference, each) for each in _each(value)])
        return chinese.listed(_each(value))

    def status(self) -> str:
        states = self.kind.life_cycle.meta()["states"]
        return next((str(state["zh"]) for state in states if state["code"] == self.record.status), self.record.status)

    def author(self) -> str:
        return self.people.get(self.record.created_by, chinese.ABSENT)


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "datetime": chinese.moment,
    "date": chinese.date_text,
    "money": amounts.digits,
    "bool": lambda value: "是" if value else "否",
}


def named(subject: Subject, code: str) -> str:
    """The record a field names, by its title and its number."""
    found = subject.named.get(subject.record.payload.get(code, ""))
    if found is None:
        return chinese.ABSENT
    kind, record = found
    return f"{record.payload.get(kind.columns.title, '')}（{record.no or chinese.ABSENT}）"


def heading(title: str, head: Head) -> Heading:
    notes = [f"替代 {head.replaces}" if head.replaces else "", head.reason or ""]
    return Heading(
        title=title,
        bank=head.bank,
        branch=head.branch,
        branch_no=head.branch_no,
        serial=head.serial,
        version=head.version,
        note="；".join(note for note in notes if note),
        cutoff=chinese.exact_moment(head.cutoff),
        generated=chinese.exact_moment(head.generated),
        created=head.generated.isoformat(timespec="seconds"),
        position=head.position,
        tablets=tuple((each.tablet, chinese.moment(each.until) if each.until else "尚未同步") for each in head.tablets),
        draft=head.draft,
    )


def notes_on_time(record: RecordState) -> list[str]:
    return [
        *(["离线采集"] if record.captured_offline else []),
        *(["时间存疑"] if record.time_doubtful else []),
    ]


def short(text: str, most: int) -> str:
    """Cut to so many characters, the last one saying that something is missing."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _each(value: Any) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
