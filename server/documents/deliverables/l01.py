"""机身标签: what is stuck to a self-service device, so that a scan finds it without a network (domain.md §2.3).

One sheet of A4 for a device, or for all that were registered on one day. The code says the id of the device's record and
nothing else; pwa/src/scan/label.ts reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import (
    DocumentDefinition,
    Labels,
    Material,
    Periodic,
    PeriodMaterial,
    Printed,
    Single,
    Subject,
)
from server.documents.qr import Code, code_of
from server.documents.shown import Heading, Shown, heading

COPIES = 2
"""One for the front, one for the side or as a spare."""


@dataclass(frozen=True)
class Label:
    number: str
    type: str
    area: str
    register_no: str
    code: Code


@dataclass(frozen=True)
class LabelSheet:
    """The context of device_label.html."""

    head: Heading
    labels: tuple[Label, ...]


def label_text(record_id: str) -> str:
    """Upper case fits the denser alphabet of QR codes."""
    return f"LOBBYBOOK:{record_id}".upper()


def sheet(material: Material, subject: Subject) -> Printed:
    return _printed(DEFINITION.zh, material, [subject] * COPIES)


def day_sheet(day: PeriodMaterial) -> Printed:
    return _printed(DEFINITION.title(day.period.span, "zh"), day.material, day.subjects)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('device_no')} · {shown.text('type')}"


def _printed(title: str, material: Material, subjects: Sequence[Subject]) -> Printed:
    labels = tuple(_label(material.labels, subject) for subject in subjects)
    return Printed("device_label.html", LabelSheet(heading(title, material.head), labels))


def _label(labels: Labels, subject: Subject) -> Label:
    shown = Shown(subject.kind, subject.record, labels)
    return Label(
        number=shown.text("device_no"),
        type=shown.text("type"),
        area=shown.text("area"),
        register_no=subject.record.no or chinese.ABSENT,
        code=code_of(label_text(subject.record.id)),
    )


DEFINITION = DocumentDefinition(
    code="L01",
    zh="自助设备机身标签",
    en="Label of a self-service device",
    prefix="BQ",
    keep_years=1,
    basis="默认",
    single=Single(compose=sheet, summary=summary, own_fields=("device_no", "type", "area")),
    periodic=Periodic(
        compose=day_sheet, titles={"day": ("当日登记设备标签", "Labels of the devices registered on a day")}
    ),
)
