"""The order of a form before it is issued: its parts, and in each the labels with the fields they show.

The tablet's draft follows it, so that what people check there stands where the issued document will have it. A form of parts
is asked itself: it is composed of the kind's example, and of a record in which every field says something, because some
parts are there for some records only. Other documents are asked for their lines of cells; one that has none says its fields
in `Single.outline`. What every
record has beside its fields is called `@no`, `@occurred_at`, `@status` and `@author`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from server.documents.definition import DocumentDefinition, Head, Material, Single, Subject
from server.documents.deliverables.forms import Cell, Form, Part
from server.records import Kind, all_kinds
from server.records.field import Field
from sync.server.state import RecordState

AT = datetime(2026, 1, 1, tzinfo=UTC)
NUMERALS = "一二三四五六七八九十"
_SAID: Mapping[str, Any] = {
    "int": 1,
    "money": 100,
    "bool": True,
    "date": "2026-01-01",
    "datetime": "2026-01-01T01:00:00.000Z",
    "photos": [],
    "signature": None,
}


@dataclass(frozen=True)
class Line:
    """`field` is empty where the value is worked out when the document is issued; `always` when every record has the line."""

    label: str
    field: str
    long: bool
    always: bool


@dataclass(frozen=True)
class Section:
    """A part of the form, without its number. `rows` is the field whose entries its table shows."""

    title: str
    lines: tuple[Line, ...]
    rows: str
    always: bool


@dataclass(frozen=True)
class Outline:
    code: str
    title: str
    numbered: bool
    sections: tuple[Section, ...]
    signers: tuple[str, ...]


def outline(definition: DocumentDefinition, kind: Kind) -> Outline | None:
    """None for a document that no draft can stand for."""
    single = definition.single
    if single is None:
        return None
    if single.outline:
        return _declared(definition, single, kind)
    usual, whole = (_composed(single, kind, record) for record in (_example(kind), _saying_all(kind)))
    parts = _parts_of(usual)
    if not parts:
        return None
    return Outline(
        definition.code,
        definition.zh,
        all(part.title[:1] in NUMERALS for part in parts if part.title),
        tuple(_sections(parts, _parts_of(whole))),
        tuple(signer.role for signer in getattr(usual, "signers", ())),
    )


def _parts_of(context: Any) -> tuple[Part, ...]:
    """Those of a form; of any other context its lines of cells, in their order."""
    if isinstance(context, Form):
        return context.parts
    held = [getattr(context, each.name) for each in fields(context)]
    return tuple(Part("", value) for value in held if _are_lines(value))


def _are_lines(value: object) -> bool:
    if not isinstance(value, tuple) or not value:
        return False
    return all(isinstance(line, tuple) and line and all(isinstance(cell, Cell) for cell in line) for line in value)


def _declared(definition: DocumentDefinition, single: Single, kind: Kind) -> Outline:
    long = {field.code for field in kind.fields if field.multiline}
    lines = tuple(Line(label, code, code in long, always=True) for label, code in single.outline)
    return Outline(
        definition.code, definition.zh, False, (Section("", lines, "", always=True),), single.outline_signers
    )


def _composed(single: Single, kind: Kind, record: RecordState) -> Any:
    named = {each: _named(field) for field, each in _names(kind, record.payload)}
    head = Head("", "", "", "", 1, None, None, AT, AT)
    material = Material(head, lambda _, code: code, {}, lambda _: _Anything())
    return single.compose(material, Subject(kind, record, (), named)).context


class _Anything(dict[str, Mapping[str, Any]]):
    """A reference set in which there is every entry: what it says changes no label."""

    def __missing__(self, code: str) -> Mapping[str, Any]:
        return {"zh": code, "en": code, "value": 0}


def _names(kind: Kind, payload: Mapping[str, Any]) -> Iterable[tuple[Field, str]]:
    for field in kind.fields:
        if field.type == "ref" and _leads_to(field) and isinstance(payload.get(field.code), str):
            yield field, payload[field.code]


def _leads_to(field: Field) -> str | None:
    """The kind a field names, where it names one."""
    asked, _, code = (field.reference or "").partition(":")
    return code if asked == "record" and code in all_kinds() else None


def _named(field: Field) -> tuple[Kind, RecordState]:
    kind = all_kinds()[str(_leads_to(field))]
    return kind, _saying_all(kind)


def _example(kind: Kind) -> RecordState:
    return _record(kind, dict(kind.example))


def _saying_all(kind: Kind) -> RecordState:
    return _record(kind, {**{field.code: _said(field) for field in kind.fields}, **kind.example})


def _record(kind: Kind, payload: dict[str, Any]) -> RecordState:
    at = "2026-01-01T01:00:00.000Z"
    return RecordState(
        id=kind.code,
        branch_id="",
        kind=kind.code,
        rev=1,
        status=kind.life_cycle.created,
        payload=payload,
        changed_at={},
        created_by="",
        device_id="",
        occurred_at=at,
        captured_offline=False,
        time_doubtful=False,
        created_at=at,
        updated_at=at,
        no=None,
    )


def _said(field: Field) -> Any:
    if field.type in _SAID:
        return _SAID[field.type]
    if field.type == "rows":
        return [{column.code: _said(column) for column in field.columns}]
    value = field.options[0].code if field.options else field.code
    return [value] if field.type in ("enums", "refs") else value


def _sections(usual: Sequence[Part], whole: Sequence[Part]) -> list[Section]:
    """The parts of the whole form in its order; what the usual one has too is always there."""
    found = dict(zip(_names_of(usual), usual, strict=True))
    told = [_section(part, found.pop(name, None)) for name, part in zip(_names_of(whole), whole, strict=True)]
    return told + [replace(_section(part, part), always=False) for part in found.values()]


def _names_of(parts: Sequence[Part]) -> list[tuple[str, int]]:
    """Each by its title, and parts of one title by their places."""
    titles = [_bare(part.title) for part in parts]
    return [(title, titles[:place].count(title)) for place, title in enumerate(titles)]


def _section(part: Part, usual: Part | None) -> Section:
    known = {(cell.label, cell.field) for line in (usual or part).lines for cell in line}
    lines = [
        Line(cell.label, cell.field, cell.long, always=(cell.label, cell.field) in known)
        for line in part.lines
        for cell in line
    ]
    return Section(_bare(part.title), tuple(lines), part.table.field if part.table else "", always=usual is not None)


def _bare(title: str) -> str:
    number, mark, rest = title.partition("、")
    return rest if mark and set(number) <= set(NUMERALS) else title
