"""What forms of one record share: parts with a title, each of labelled values two beside each other, and who signs.

A form that needs more than labelled values says so by tables; nothing here names a kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import Material, Printed, Signed, Subject
from server.documents.printed_data import short_form
from server.documents.shown import Heading, Shown, Signer

TEMPLATE = "form.html"


@dataclass(frozen=True)
class Cell:
    """A labelled value; a `long` one has the whole width and is set as prose. `field` says where the value stands: a field of
    the record, or `customer_id.display_name` of the record such a field names; the tablet's draft reads it there."""

    label: str
    value: str
    long: bool = False
    field: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under columns: each column its title and the class of its width (base.css). `none` is said where there are no rows.
    `field` is the one of the record whose rows they are."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    none: str
    field: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the form: lines of cells, then a table where it has one."""

    title: str
    lines: tuple[tuple[Cell, ...], ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Form:
    """The context of form.html. `remarks` stand small before the signatures, `readers` at the foot: for whom it is."""

    head: Heading
    code: str
    parts: tuple[Part, ...]
    remarks: tuple[str, ...]
    signers: tuple[Signer, ...]
    readers: str = "内部资料　客户信息已屏蔽"


def printed(form: Form) -> Printed:
    return Printed(TEMPLATE, form)


def lines(cells: Iterable[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Two short cells beside each other; a long one, or a short one left alone, has the line to itself."""
    found: list[tuple[Cell, ...]] = []
    waiting: tuple[Cell, ...] = ()
    for cell in cells:
        if cell.long or waiting:
            found += [waiting, (cell,)] if cell.long else [(*waiting, cell)]
            waiting = ()
        else:
            waiting = (cell,)
    return tuple(line for line in (*found, waiting) if line)


def cells(shown: Shown, *codes: str) -> list[Cell]:
    """Fields of a record under their own names; texts of several lines are long."""
    fields = shown.kind.by_code
    return [Cell(fields[code].zh, shown.text(code), fields[code].multiline, shown.path + code) for code in codes]


def cell(shown: Shown, code: str, label: str, *, long: bool = False) -> Cell:
    """A field under a name of the form's own."""
    return Cell(label, shown.text(code), long, shown.path + code)


def of_named(subject: Subject, material: Material, code: str) -> Shown | None:
    """The record a field names, as people read it; None where it names none."""
    found = subject.named.get(subject.record.payload.get(code, ""))
    return Shown(*found, material.labels, material.people, f"{code}.") if found else None


def table(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], none: str, field: str = "") -> Table:
    return Table(tuple(columns), tuple(tuple(row) for row in rows), none, field)


def signer(role: str, name: str, material: Material, stroke: object, at: object = None) -> Signer:
    """With the stroke that was drawn on the tablet, where there is one that could be read."""
    found = material.strokes.get(str(stroke)) if stroke else None
    if found is None:
        return Signer(role, name)
    signed = material.signed.get(str(stroke))
    if signed is None:
        return Signer(role, name, found, chinese.moment(str(at)) if at else "")
    return Signer(role, name, found, bound=bound_to(signed, material))


def bound_to(signed: Signed, material: Material) -> tuple[str, ...]:
    """When and on which tablet, the short hash of what was signed, and at which revision it stood."""
    place = f"平板 {signed.tablet}" if signed.tablet else "柜面终端"
    return (
        f"{chinese.moment(signed.at)}　{place}　经办 {material.people.get(signed.by, chinese.ABSENT)}",
        f"所签内容 {short_form(signed.sha256)}　记录修订 {signed.rev}",
    )
