"""The month of D11 安全检查报告: the rounds that were due and what came of them, every item that failed, and what is still dangerous."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from server.documents import charts, chinese
from server.documents.definition import PeriodMaterial, Printed, Subject
from server.documents.deliverables.inspections import HAZARD, Hazard, Round, round_of, standing, together
from server.documents.deliverables.surveys import Figure
from server.documents.figures import part_of, percent
from server.documents.shown import Heading, Shown, Signer, heading
from server.domain.moments import bank_day
from server.domain.shares import Share
from sync.lifecycle import VOIDED

EARLIER = 5
"""Months before in which a hazard may have been found that is still there; and of which the pass rate is shown."""
MOST_BARS = 10
"""A drawing does not break over pages; the table below it holds everything."""
GONE = ("closed_out", VOIDED)


@dataclass(frozen=True)
class KindRow:
    """The rounds of one kind: planned, done and missed, then their items."""

    name: str
    rounds: int
    done: int
    missed: int
    points: int
    failed: int
    unchecked: int
    first: str
    mended: str


@dataclass(frozen=True)
class FailedRow:
    number: str
    at: str
    item: str
    found: str
    hazard: str
    due: str
    standing: str
    late: bool


@dataclass(frozen=True)
class OpenRow:
    number: str
    found_at: str
    problem: str
    severity: str
    place: str
    due: str
    standing: str
    overdue: bool


@dataclass(frozen=True)
class InspectionMonth:
    """The context of d11_month.html. `rounds` names every inspection that was counted: (number, kind, status, pass rate)."""

    head: Heading
    month: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    kinds: tuple[KindRow, ...]
    course: charts.Trend
    often: charts.Bars
    failed: tuple[FailedRow, ...]
    missed: tuple[tuple[str, str, str], ...]
    open_hazards: tuple[OpenRow, ...]
    rounds: tuple[tuple[str, str, str, str], ...]
    signers: tuple[Signer, ...] = (Signer("检查人"), Signer("安全员"), Signer("网点负责人"))


def month_sheet(month: PeriodMaterial) -> Printed:
    rounds = _rounds(month, month.subjects)
    failed = [(each, item) for each in rounds for item in each.items("fail")]
    often = Counter(_item(item, month) for _, item in failed).most_common()
    context = InspectionMonth(
        head=heading("安全检查月度报告", month.material.head),
        month=month.period.zh,
        figures=_figures(rounds),
        notes=_notes(month),
        kinds=_kinds(rounds, month),
        course=_course(rounds, month),
        often=charts.bars([(name.split(" ", 1)[-1], count) for name, count in often[:MOST_BARS]], " 次"),
        failed=tuple(_failed(of, item, month) for of, item in failed),
        missed=tuple(_missed(each, month) for each in rounds if not each.is_done),
        open_hazards=_open(month),
        rounds=tuple(_named(each, month) for each in rounds),
    )
    return Printed("d11_month.html", context)


def _rounds(month: PeriodMaterial, subjects: Sequence[Subject]) -> list[Round]:
    standing_ones = [each for each in subjects if each.kind.code == "inspection" and each.record.status != VOIDED]
    return [round_of(each, month.material) for each in standing_ones]


def _figures(rounds: Sequence[Round]) -> tuple[Figure, ...]:
    done = sum(each.is_done for each in rounds)
    first, mended = together([each.first for each in rounds]), together([each.mended for each in rounds])
    failed = sum(len(each.items("fail")) for each in rounds)
    return (
        Figure("应检轮次", str(len(rounds)), f"已检 {done}"),
        Figure("未检与漏检", str(len(rounds) - done), "其项目计为未检"),
        Figure("应检项", str(first.whole), "不含不适用"),
        Figure("不合格项", str(failed), f"已按期销号 {mended.part - first.part}"),
        Figure("初检合格率", percent(first), part_of(first)),
        Figure("整改后合格率", percent(mended), part_of(mended)),
    )


def _notes(month: PeriodMaterial) -> tuple[str, ...]:
    void = [each.record.no or chinese.ABSENT for each in month.subjects if each.record.status == VOIDED]
    late = [each.record.no or chinese.ABSENT for each in month.subjects if month.is_late(each.record)]
    return (
        *([f"已作废 {len(void)} 条，不计入：{chinese.listed(void)}。"] if void else []),
        *([f"上一版之后补录 {len(late)} 条：{chinese.listed(late)}。"] if late else []),
    )


def _kinds(rounds: Sequence[Round], month: PeriodMaterial) -> tuple[KindRow, ...]:
    names = dict.fromkeys(_kind(each, month) for each in rounds)

    def row(name: str) -> KindRow:
        own = [each for each in rounds if _kind(each, month) == name]
        return KindRow(
            name=name,
            rounds=len(own),
            done=sum(each.is_done for each in own),
            missed=sum(not each.is_done for each in own),
            points=sum(each.applicable for each in own),
            failed=sum(len(each.items("fail")) for each in own),
            unchecked=sum(len(each.items("unchecked")) for each in own),
            first=percent(together([each.first for each in own])),
            mended=percent(together([each.mended for each in own])),
        )

    return tuple(row(name) for name in names)


def _course(rounds: Sequence[Round], month: PeriodMaterial) -> charts.Trend:
    """The first pass rate of this month and those before, the oldest first."""
    before = [(period, _rounds(month, found)) for period, found in reversed(month.earlier)]
    course = [(period, together([each.first for each in found])) for period, found in (*before, (month.period, rounds))]
    rows = [(f"{period.first.month}月", _hundredths(share)) for period, share in course]
    return charts.trend(rows, [percent(share) for _, share in course], (0, 100))


def _hundredths(share: Share) -> int | None:
    return None if share.value is None else int(share.value * 100)


def _kind(of: Round, month: PeriodMaterial) -> str:
    return Shown.of(of.subject, month.material).text("kind")


def _item(code: str, month: PeriodMaterial) -> str:
    return f"{code} {month.material.entries('checklist').get(code, {}).get('zh', '')}".strip()


def _failed(of: Round, item: str, month: PeriodMaterial) -> FailedRow:
    hazard, record = of.hazards.get(item), of.subject.record
    return FailedRow(
        number=record.no or chinese.ABSENT,
        at=chinese.short_moment(record.occurred_at),
        item=_item(item, month),
        found=str(of.results[item].get("reason") or chinese.ABSENT),
        hazard=(hazard[1].no or chinese.ABSENT) if hazard else "未登记隐患",
        due=chinese.date_text(hazard[1].payload["due_on"]) if hazard else chinese.ABSENT,
        standing=standing(hazard, month.material) if hazard else chinese.ABSENT,
        late=month.is_late(record),
    )


def _missed(of: Round, month: PeriodMaterial) -> tuple[str, str, str]:
    shown = Shown.of(of.subject, month.material)
    return (
        of.subject.record.no or chinese.ABSENT,
        f"{shown.text('kind')}　时限 {shown.text('deadline')}",
        shown.status(),
    )


def _open(month: PeriodMaterial) -> tuple[OpenRow, ...]:
    """Of this month and the months before, whatever found them; the one that is due first comes first."""
    found: dict[str, Hazard] = {}
    for subjects in (*(each for _, each in month.earlier), month.subjects):
        for each in subjects:
            pairs = [(each.kind, each.record), *each.linked]
            found |= {record.id: (kind, record) for kind, record in pairs if kind.code == HAZARD}
    open_ones = [each for each in found.values() if each[1].status not in GONE]
    return tuple(_open_row(each, month) for each in sorted(open_ones, key=lambda each: each[1].payload["due_on"]))


def _open_row(hazard: Hazard, month: PeriodMaterial) -> OpenRow:
    shown = Shown(*hazard, month.material.labels, month.material.people)
    return OpenRow(
        number=hazard[1].no or chinese.ABSENT,
        found_at=chinese.short_moment(hazard[1].payload["found_at"]),
        problem=shown.text("problem"),
        severity=shown.text("severity"),
        place=shown.text("place"),
        due=chinese.date_text(hazard[1].payload["due_on"]),
        standing=shown.status(),
        overdue=hazard[1].payload["due_on"] < bank_day(month.material.head.cutoff).isoformat(),
    )


def _named(of: Round, month: PeriodMaterial) -> tuple[str, str, str, str]:
    shown = Shown.of(of.subject, month.material)
    return of.subject.record.no or chinese.ABSENT, shown.text("kind"), shown.status(), percent(of.first)
