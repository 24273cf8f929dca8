"""D05 自助服务设备使用反馈汇总: how the devices were used in a month, what broke, how fast it was mended, what customers said, and what
is asked of 技术支持部门 and 培训部门 (domain.md §2.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.documents import charts, chinese
from server.documents.definition import DocumentDefinition, Material, Periodic, PeriodMaterial, Printed, Subject
from server.documents.deliverables.surveys import Figure
from server.documents.figures import percent, small_sample, two_places
from server.documents.shown import Heading, Shown, Signer, heading
from server.domain.shares import Share
from sync.lifecycle import VOIDED

SESSION, FAULT, OPINION = "assist_session", "fault_ticket", "device_feedback"
LOW = frozenset({"1", "2"})
OFTEN = 3
"""House rule: from so many on a cause or a fault is worth a proposal."""
TO_TRAIN = ("first_use", "wrong_operation", "cannot_see_hear")


@dataclass(frozen=True)
class DeviceRow:
    name: str
    sessions: int
    success: str
    faults: int
    recurred: int
    down: str
    opinions: int
    score: str


@dataclass(frozen=True)
class FaultRow:
    number: str
    device: str
    fault: str
    status: str
    down_from: str
    minutes: str
    recurred: str
    finding: str
    late: bool


@dataclass(frozen=True)
class OpinionRow:
    number: str
    device: str
    dimension: str
    score: str
    words: str


@dataclass(frozen=True)
class DeviceMonth:
    """The context of d05_devices.html. `proposals` are (department, what is asked, and the figures behind it)."""

    head: Heading
    month: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    devices: tuple[DeviceRow, ...]
    causes: charts.Bars
    cause_rows: tuple[tuple[str, int, str], ...]
    pareto: charts.Pareto
    fault_kinds: tuple[tuple[str, int, str], ...]
    faults: tuple[FaultRow, ...]
    opinions: tuple[OpinionRow, ...]
    proposals: tuple[tuple[str, str, str], ...]
    signers: tuple[Signer, ...] = (Signer("大堂经理"), Signer("网点负责人"))


def month_sheet(month: PeriodMaterial) -> Printed:
    sessions, faults, opinions = (_standing(month, kind) for kind in (SESSION, FAULT, OPINION))
    repairs = [each for each in faults if each.record.payload.get("ticket_kind") == "repair"]
    causes, kinds = _ranked(month, sessions, "need_cause"), _ranked(month, repairs, "fault_code")
    context = DeviceMonth(
        head=heading(DEFINITION.title(month.period.span, "zh"), month.material.head),
        month=month.period.zh,
        figures=_figures(month.material, sessions, faults, opinions),
        notes=_notes(month, sessions),
        devices=_devices(month, sessions, faults, opinions),
        causes=charts.bars([(name, count) for name, count, _ in causes], " 次"),
        cause_rows=causes,
        pareto=charts.pareto([(name, count) for name, count, _ in kinds]),
        fault_kinds=kinds,
        faults=tuple(_fault(month, each) for each in faults),
        opinions=tuple(_opinion(month, each) for each in opinions if _is_telling(each)),
        proposals=(*_to_mend(month, repairs), *_to_train(month, sessions)),
    )
    return Printed("d05_devices.html", context)


def succeeded(sessions: Sequence[Subject]) -> Share:
    """Of the sessions that ended, those after which the customer could do it."""
    ended = [each for each in sessions if each.record.payload.get("outcome")]
    return Share(sum(each.record.payload["outcome"] == "success" for each in ended), len(ended))


def mean_minutes(faults: Sequence[Subject]) -> Fraction | None:
    """How long a device was down on average, of the faults that are over; the exact mean of whole minutes."""
    minutes = [
        int(each.record.payload["downtime_minutes"]) for each in faults if "downtime_minutes" in each.record.payload
    ]
    return Fraction(sum(minutes), len(minutes)) if minutes else None


def _standing(month: PeriodMaterial, kind: str) -> list[Subject]:
    return [each for each in month.of(kind) if each.record.status != VOIDED]


def _figures(
    material: Material, sessions: Sequence[Subject], faults: Sequence[Subject], opinions: Sequence[Subject]
) -> tuple[Figure, ...]:
    share = succeeded(sessions)
    open_ones = sum(each.record.status != "restored" for each in faults)
    recurred = sum(bool(each.record.payload.get("recurrence")) for each in faults)
    return (
        Figure("辅导", str(len(sessions)), f"已结束 {share.whole} 次"),
        Figure("辅导成功率", percent(share), small_sample(share.whole, material.setting("kpi_small_sample"))),
        Figure("报修与状态确认", str(len(faults)), f"未恢复 {open_ones} 件"),
        Figure(f"{material.setting('fault_recurrence_days')} 日内复发", str(recurred), "同设备同故障"),
        Figure("平均停用分钟", two_places(mean_minutes(faults)), "已恢复的故障"),
        Figure("设备评分", two_places(_score(opinions)), f"{len(opinions)} 条，满分 5 分"),
    )


def _notes(month: PeriodMaterial, sessions: Sequence[Subject]) -> tuple[str, ...]:
    void = [each.record.no or chinese.ABSENT for each in month.subjects if each.record.status == VOIDED]
    late = [each.record.no or chinese.ABSENT for each in month.subjects if month.is_late(each.record)]
    going = sum(not each.record.payload.get("outcome") for each in sessions)
    return (
        *([f"辅导尚未结束 {going} 次，不参加成功率计算。"] if going else []),
        *([f"已作废 {len(void)} 条，不计入：{chinese.listed(void)}。"] if void else []),
        *([f"上一版之后补录 {len(late)} 条：{chinese.listed(late)}。"] if late else []),
    )


def _devices(
    month: PeriodMaterial, sessions: Sequence[Subject], faults: Sequence[Subject], opinions: Sequence[Subject]
) -> tuple[DeviceRow, ...]:
    """Those of which there is anything in the month, the most used first."""

    def row(name: str) -> DeviceRow:
        own = [[each for each in found if _device(month, each) == name] for found in (sessions, faults, opinions)]
        return DeviceRow(
            name=name,
            sessions=len(own[0]),
            success=percent(succeeded(own[0])),
            faults=len(own[1]),
            recurred=sum(bool(each.record.payload.get("recurrence")) for each in own[1]),
            down=_minutes(mean_minutes(own[1])),
            opinions=len(own[2]),
            score=two_places(_score(own[2])),
        )

    names = {_device(month, each) for each in (*sessions, *faults, *opinions)}
    return tuple(sorted((row(name) for name in names), key=lambda each: (-each.sessions, each.name)))


def _ranked(month: PeriodMaterial, subjects: Sequence[Subject], code: str) -> tuple[tuple[str, int, str], ...]:
    """What a field says, how often and in which share, the most frequent first."""
    counts = Counter(Shown.of(each, month.material).text(code) for each in subjects)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple((name, count, percent(Share(count, len(subjects)))) for name, count in ordered)


def _fault(month: PeriodMaterial, subject: Subject) -> FaultRow:
    shown, values = Shown.of(subject, month.material), subject.record.payload
    return FaultRow(
        number=subject.record.no or chinese.ABSENT,
        device=_device(month, subject),
        fault=shown.text("fault_code") if "fault_code" in values else shown.text("ticket_kind"),
        status=shown.status(),
        down_from=chinese.short_moment(values["down_from"]) if "down_from" in values else chinese.ABSENT,
        minutes=str(values.get("downtime_minutes", chinese.ABSENT)),
        recurred="是" if values.get("recurrence") else "否",
        finding=shown.text("finding"),
        late=month.is_late(subject.record),
    )


def _opinion(month: PeriodMaterial, subject: Subject) -> OpinionRow:
    shown = Shown.of(subject, month.material)
    return OpinionRow(
        number=subject.record.no or chinese.ABSENT,
        device=_device(month, subject),
        dimension=shown.text("dimension"),
        score=shown.text("score"),
        words=shown.text("text"),
    )


def _is_telling(subject: Subject) -> bool:
    return "text" in subject.record.payload or subject.record.payload.get("score") in LOW


def _to_mend(month: PeriodMaterial, repairs: Sequence[Subject]) -> list[tuple[str, str, str]]:
    """A fault that came back on one device, or came often, goes to 技术支持部门."""

    def pair(subject: Subject) -> tuple[str, str]:
        return _device(month, subject), Shown.of(subject, month.material).text("fault_code")

    counts = Counter(pair(each) for each in repairs)
    again = Counter(pair(each) for each in repairs if each.record.payload.get("recurrence"))
    asked = [
        each for each in sorted(counts, key=lambda each: (-counts[each], each)) if again[each] or counts[each] >= OFTEN
    ]
    return [
        (
            "技术支持部门",
            f"对 {device} 的“{fault}”查明原因，检修或更换部件。",
            f"本月 {counts[device, fault]} 次，复发 {again[device, fault]} 次",
        )
        for device, fault in asked
    ]


def _to_train(month: PeriodMaterial, sessions: Sequence[Subject]) -> list[tuple[str, str, str]]:
    """An operation customers often could not do by themselves goes to 培训部门."""
    hard = [each for each in sessions if each.record.payload.get("need_cause") in TO_TRAIN]
    return [
        (
            "培训部门",
            f"更新“{operation}”的操作指南与大字指引，并安排辅导演练。",
            f"因不会用、操作失误或看不清听不清求助 {count} 次",
        )
        for operation, count, _ in _ranked(month, hard, "operation")
        if count >= OFTEN
    ]


def _device(month: PeriodMaterial, subject: Subject) -> str:
    found = subject.named.get(subject.record.payload.get("machine_id", ""))
    if found is None:
        return "未知设备"
    shown: Callable[[str], str] = Shown(*found, month.material.labels).text
    return f"{shown('device_no')} {shown('type')}"


def _score(opinions: Sequence[Subject]) -> Fraction | None:
    scores = [int(each.record.payload["score"]) for each in opinions]
    return Fraction(sum(scores), len(scores)) if scores else None


def _minutes(value: Fraction | None) -> str:
    return two_places(value) if value is None else f"{two_places(value)} 分钟"


DEFINITION = DocumentDefinition(
    code="D05",
    zh="自助服务设备使用反馈汇总",
    en="Use of the self-service devices",
    prefix="SBF",
    keep_years=3,
    basis="默认",
    periodic=Periodic(
        compose=month_sheet,
        titles={"month": ("自助服务设备使用反馈汇总", "Use of the self-service devices in a month")},
    ),
)
