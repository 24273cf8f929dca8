"""D11 安全检查报告: one inspection with every item that failed, its picture, its basis and its day, and the inspections of a month with what is
still dangerous (domain.md §2.6).
"""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Periodic, Printed, Single, Subject
from server.documents.deliverables.d11_month import EARLIER, month_sheet
from server.documents.deliverables.forms import Cell, cells, lines, signer
from server.documents.deliverables.inspections import (
    CLOSED,
    LEVELS,
    METHODS,
    Hazard,
    Round,
    round_of,
    standing,
)
from server.documents.deliverables.photos import Photo, photos_of
from server.documents.deliverables.surveys import Figure
from server.documents.figures import part_of, percent
from server.documents.shown import Heading, Shown, Signer, heading, notes_on_time

LEFT_OUT = "不适用"


@dataclass(frozen=True)
class Fault:
    """An item that failed: what the checklist says of it, what was seen, and what became of it."""

    code: str
    name: str
    level: str
    method: str
    basis: str
    found: str
    hazard: str
    due: str
    measure: str
    standing: str
    is_open: bool
    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class InspectionReport:
    """The context of d11_inspection.html. `areas` are (area, items, passed, failed, not applicable, unchecked); `skipped` are
    items without a result of their own: (code, name, how, why)."""

    head: Heading
    facts: tuple[tuple[Cell, ...], ...]
    figures: tuple[Figure, ...]
    areas: tuple[tuple[str, int, int, int, int, int], ...]
    faults: tuple[Fault, ...]
    skipped: tuple[tuple[str, str, str, str], ...]
    open_hazards: tuple[tuple[str, str, str, str], ...]
    words: tuple[tuple[Cell, ...], ...]
    signers: tuple[Signer, ...]


def sheet(material: Material, subject: Subject) -> Printed:
    shown, inspected = Shown.of(subject, material), round_of(subject, material)
    faults = tuple(_fault(item, inspected, material) for item in inspected.items("fail"))
    context = InspectionReport(
        head=heading(DEFINITION.zh, material.head),
        facts=lines(_facts(subject, shown)),
        figures=_figures(inspected),
        areas=_areas(inspected, material),
        faults=faults,
        skipped=_skipped(inspected, material),
        open_hazards=tuple((each.hazard, each.name, each.due, each.standing) for each in faults if each.is_open),
        words=lines(cells(shown, "remarks", "review_opinion")),
        signers=_signers(subject, material, shown),
    )
    return Printed("d11_inspection.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    topic = subject.record.payload.get("special_topic")
    return f"{shown.text('kind')} · {topic}" if topic else f"{shown.text('kind')}检查"


def _facts(subject: Subject, shown: Shown) -> list[Cell]:
    topic = cells(shown, "special_topic") if "special_topic" in subject.record.payload else []
    return [
        Cell("检查编号", subject.record.no or chinese.ABSENT, field="@no"),
        Cell("状态", "　".join([shown.status(), *notes_on_time(subject.record)]), field="@status"),
        *cells(shown, "kind", "deadline", "started_at", "finished_at", "companion", "template_version"),
        *topic,
    ]


def _figures(of: Round) -> tuple[Figure, ...]:
    due, looked_at = len(of.results), len(of.items("pass", "fail"))
    return (
        Figure("应检项", str(due), f"其中不适用 {len(of.items('not_applicable'))}"),
        Figure("实检项", str(looked_at), f"未检 {len(of.items('unchecked'))}"),
        Figure("不合格项", str(len(of.items("fail"))), f"已按期销号 {of.mended.part - of.first.part}"),
        Figure("初检合格率", percent(of.first), part_of(of.first)),
        Figure("整改后合格率", percent(of.mended), part_of(of.mended)),
    )


def _areas(of: Round, material: Material) -> tuple[tuple[str, int, int, int, int, int], ...]:
    """In the order of the checklist."""
    checklist = material.entries("checklist")
    found: dict[str, list[str]] = {}
    for item in of.results:
        found.setdefault(str(checklist.get(item, {}).get("group", "其他")), []).append(item)

    def row(area: str, items: list[str]) -> tuple[str, int, int, int, int, int]:
        results = [of.results[item].get("result") for item in items]
        counts = [results.count(each) for each in ("pass", "fail", "not_applicable", "unchecked")]
        return (area, len(items), counts[0], counts[1], counts[2], counts[3])

    return tuple(row(area, items) for area, items in found.items())


def _fault(item: str, of: Round, material: Material) -> Fault:
    entry, row = material.entries("checklist").get(item, {}), of.results[item]
    hazard = of.hazards.get(item)
    shown = Shown(*hazard, material.labels, material.people) if hazard else None
    names = [*(row.get("photos") or ()), *((hazard[1].payload.get("photo_after") or ()) if hazard else ())]
    said = [str(row.get("reason") or ""), *_problem(hazard, row)]
    return Fault(
        code=item,
        name=str(entry.get("zh", item)),
        level=LEVELS.get(str(entry.get("level")), chinese.ABSENT),
        method=METHODS.get(str(entry.get("method")), chinese.ABSENT),
        basis=str(entry.get("basis") or chinese.ABSENT),
        found="；".join(text.rstrip("。；") for text in said if text) or chinese.ABSENT,
        hazard=(hazard[1].no or chinese.ABSENT) if hazard else "未登记隐患",
        due=shown.text("due_on") if shown else chinese.ABSENT,
        measure=_measure(shown) if shown else chinese.ABSENT,
        standing=standing(hazard, material) if hazard else "未登记",
        is_open=hazard is None or hazard[1].status != CLOSED,
        photos=photos_of(names, material, len(row.get("photos") or ())),
    )


def _measure(hazard: Shown) -> str:
    """How it is removed, or what was done at once until then."""
    return hazard.text("measure" if "measure" in hazard.record.payload else "interim")


def _problem(hazard: Hazard | None, row: object) -> list[str]:
    """What the hazard says of it, unless the row said the same."""
    said = str(hazard[1].payload.get("problem") or "") if hazard else ""
    return [said] if said and said.rstrip("。") not in str(row) else []


def _skipped(of: Round, material: Material) -> tuple[tuple[str, str, str, str], ...]:
    checklist, words = material.entries("checklist"), {"not_applicable": LEFT_OUT, "unchecked": "未检"}
    return tuple(
        (
            item,
            str(checklist.get(item, {}).get("zh", item)),
            words[str(row["result"])],
            str(row.get("reason") or chinese.ABSENT),
        )
        for item, row in of.results.items()
        if row.get("result") in words
    )


def _signers(subject: Subject, material: Material, shown: Shown) -> tuple[Signer, ...]:
    values = shown.values
    companion = (
        [
            signer(
                "陪检人",
                shown.text("companion"),
                material,
                values.get("companion_signature"),
                values.get("finished_at"),
            )
        ]
        if "companion" in values
        else []
    )
    return (
        signer("检查人", _inspector(subject, material), material, values.get("inspector"), values.get("finished_at")),
        *companion,
        Signer("安全员"),
        Signer("网点负责人"),
    )


def _inspector(subject: Subject, material: Material) -> str:
    """Who made it, or of a round that the schedule made, who wrote in it first."""
    people = (subject.record.created_by, *subject.record.contributors)
    return next((material.people[each] for each in people if each in material.people), "")


DEFINITION = DocumentDefinition(
    code="D11",
    zh="安全检查报告",
    en="Report of a safety inspection",
    prefix="AJB",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary, linked_fields=("due_on", "verified_at")),
    periodic=Periodic(
        compose=month_sheet,
        titles={"month": ("安全检查月度报告", "Safety inspections of a month")},
        earlier=EARLIER,
        links=True,
    ),
)
