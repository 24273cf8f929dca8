"""D14 绩效考核表: the KPIs of a month or a quarter, locked or still open, with people, course and the records behind them (domain.md §2.7, §4).

Made of the KPIs and of no record: what counts and why is decided in server/domain/kpi, and only printed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.documents import charts, chinese
from server.documents.definition import (
    DocumentDefinition,
    Measured,
    MeasuredKpi,
    MeasuredPerson,
    Periodic,
    PeriodMaterial,
    Printed,
)
from server.documents.figures import FEW_SAMPLES, NO_SAMPLE
from server.documents.shown import Heading, Signer, heading
from server.domain.kpi import Figure, Status
from server.domain.periods import Period

STATUS: dict[Status, str] = {
    "met": "达标",
    "not_met": "未达标",
    "no_sample": "无样本",
    "open": "期间未结束",
    "shown": "只展示不评价",
}
PER_ROW = 60
"""Numbers of records in one row of the evidence: a long row is slow to lay out and breaks badly."""


@dataclass(frozen=True)
class FigureRow:
    name: str
    value: str
    sample: str
    target: str
    status: str


@dataclass(frozen=True)
class PersonRow:
    name: str
    results: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class KpiPart:
    """One KPI: its figures, people, course by figure that is judged, and what was restated."""

    title: str
    span: str
    formula: str
    status: str
    figures: tuple[FigureRow, ...]
    columns: tuple[str, ...]
    people: tuple[PersonRow, ...]
    course_of: str
    course: charts.Trend | None
    periods: tuple[str, ...]
    compared: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """The context of d14_kpis.html. `standing` says whether the figures are locked; `evidence` are the records under each reason."""

    head: Heading
    period: str
    standing: str
    summary: tuple[tuple[str, str, str], ...]
    parts: tuple[KpiPart, ...]
    evidence: tuple[tuple[str, int, str], ...]
    signers: tuple[Signer, ...] = (Signer("网点负责人"),)


def sheet(of: PeriodMaterial) -> Printed:
    measured = of.measured
    if measured is None:
        raise LookupError("an assessment without its KPIs")
    context = Assessment(
        head=heading(DEFINITION.title(of.period.span, "zh"), of.material.head),
        period=of.period.zh,
        standing=_standing(measured),
        summary=tuple((each.kpi.zh, _first(each), STATUS[each.status]) for each in measured.kpis),
        parts=tuple(_part(number, each) for number, each in enumerate(measured.kpis)),
        evidence=tuple(row for each in measured.kpis for row in _evidence(each)),
    )
    return Printed("d14_kpis.html", context)


def _standing(measured: Measured) -> str:
    if measured.version is None or measured.locked_at is None:
        return "未锁定：以下为数据截止时的数字，锁定前仍会变化，不作为考核依据。"
    locked = f"已于 {chinese.exact_moment(measured.locked_at)} 锁定"
    return (
        f"{locked}。"
        if measured.version == 1
        else f"{locked}，为第 {measured.version} 版（重述），各版变化见各项之下。"
    )


def _first(kpi: MeasuredKpi) -> str:
    judged = _judged(kpi.figures)
    return "；".join(f"{each.zh} {_value(each)}" for each in judged or kpi.figures[:1])


def _judged(figures: Sequence[Figure]) -> list[Figure]:
    return [each for each in figures if each.target is not None]


def _part(number: int, kpi: MeasuredKpi) -> KpiPart:
    judged = _judged(kpi.figures)
    columns = judged or list(kpi.figures[:1])
    codes = [each.code for each in columns]
    drawn = columns[0] if columns else None
    before = list(reversed(kpi.earlier))
    return KpiPart(
        title=f"{'一二三四五六七八九'[number]}、{kpi.kpi.zh}",
        span=kpi.period.zh,
        formula=kpi.kpi.formula_zh,
        status=STATUS[kpi.status],
        figures=tuple(_row(each) for each in kpi.figures),
        columns=tuple(each.zh for each in columns),
        people=tuple(_person(each, codes) for each in kpi.people),
        course_of=drawn.zh if drawn else "",
        course=_course(drawn, kpi, before) if drawn else None,
        periods=(*(period.zh for period, _ in before), kpi.period.zh),
        compared=tuple(_compared(each, before) for each in kpi.figures),
        changes=tuple(f"第 {version} 版：{words}" for version, words in kpi.changes),
    )


def _row(figure: Figure) -> FigureRow:
    sample = "" if figure.sort == "count" else f"{figure.numerator} / {figure.denominator}"
    few = f"　{FEW_SAMPLES}" if figure.small_sample else ""
    target = "—" if figure.target is None else figure.target.text
    return FigureRow(figure.zh, _value(figure), sample + few or "—", target, STATUS[figure.status])


def _value(figure: Figure) -> str:
    return NO_SAMPLE if figure.value is None else figure.value


def _person(person: MeasuredPerson, codes: Sequence[str]) -> PersonRow:
    by_code = {each.code: each for each in person.figures}
    values = tuple(_with_sample(by_code[code]) if code in by_code else "—" for code in codes)
    return PersonRow(person.name or chinese.ABSENT, values, STATUS[person.status])


def _with_sample(figure: Figure) -> str:
    if figure.sort == "count" or figure.value is None:
        return _value(figure)
    return f"{figure.value}（{figure.numerator}/{figure.denominator}）"


def _in(figures: Sequence[Figure], code: str) -> Figure | None:
    return next((each for each in figures if each.code == code), None)


def _compared(figure: Figure, before: Sequence[tuple[object, Sequence[Figure]]]) -> tuple[str, tuple[str, ...]]:
    found = [_in(figures, figure.code) for _, figures in before]
    return figure.zh, tuple("—" if each is None else _value(each) for each in (*found, figure))


def _course(figure: Figure, kpi: MeasuredKpi, before: Sequence[tuple[Period, Sequence[Figure]]]) -> charts.Trend:
    found = [*(_in(figures, figure.code) for _, figures in before), figure]
    labels = [*(period.serial for period, _ in before), kpi.period.serial]
    rows = list(zip(labels, map(_drawn, found), strict=True))
    written = ["" if each is None else _value(each) for each in found]
    target = None if figure.target is None else (figure.target.value, f"目标 {figure.target.text}")
    if figure.sort == "share":
        return charts.trend(rows, written, (0, 100), target)
    most = max([1, *(int(value) for _, value in rows if value is not None), target[0] if target else 1])
    return charts.trend(rows, written, (0, most + max(1, most // 8)), target)


def _drawn(figure: Figure | None) -> Fraction | int | None:
    if figure is None or figure.value is None:
        return None
    if figure.sort == "count":
        return figure.numerator
    return Fraction(figure.numerator * (100 if figure.sort == "share" else 1), figure.denominator)


def _evidence(kpi: MeasuredKpi) -> list[tuple[str, int, str]]:
    rows = []
    for reason, numbers in kpi.evidence:
        side = "计入" if reason.counts else "未计入"
        for start in range(0, len(numbers), PER_ROW):
            part = numbers[start : start + PER_ROW]
            rows.append((f"{kpi.kpi.zh}　{side}：{reason.zh}", len(part), "、".join(part)))
    return rows


DEFINITION = DocumentDefinition(
    code="D14",
    zh="绩效考核表",
    en="Assessment by the KPIs",
    prefix="JXB",
    keep_years=3,
    basis="默认",
    periodic=Periodic(
        compose=sheet,
        titles={
            "month": ("绩效考核表（月）", "Assessment of a month"),
            "quarter": ("绩效考核表（季）", "Assessment of a quarter"),
        },
        measured=True,
    ),
    readers="kpis.people",
)
