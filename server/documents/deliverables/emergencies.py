"""What a drill and a real emergency print alike: the course step by step against its targets, the marks of each group of steps, what must never
happen, and what is learnt (domain.md §6.9).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from server.documents import chinese
from server.documents.definition import Material, Printed, Subject
from server.documents.deliverables.forms import Cell, cells, lines
from server.documents.deliverables.photos import Photo, photos_of
from server.documents.deliverables.surveys import Figure
from server.documents.figures import two_places
from server.documents.shown import Heading, Shown, Signer
from server.domain.moments import from_wire
from sync.scoring import HALVES

TEMPLATE = "d12_emergency.html"
GROUPS = {
    "response": "响应时效",
    "alarm": "报警报告",
    "people": "人员保护",
    "handling": "处置规范",
    "recovery": "恢复总结",
}


@dataclass(frozen=True)
class Step:
    """`within` says in words whether the target was kept; where there is none, nothing."""

    name: str
    group: str
    at: str
    target: str
    actual: str
    within: str
    done: str
    note: str


@dataclass(frozen=True)
class Mark:
    """A group of steps: how many points it carries, and how many were reached."""

    group: str
    weight: int
    reached: str
    steps: str


@dataclass(frozen=True)
class Veto:
    name: str
    happened: bool
    note: str


@dataclass(frozen=True)
class EmergencyReport:
    """The context of d12_emergency.html. `hazards` were found by it: (number, problem, state)."""

    head: Heading
    code: str
    facts_title: str
    facts: tuple[tuple[Cell, ...], ...]
    people_title: str
    people: tuple[tuple[str, str, str], ...]
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]
    calls: tuple[tuple[str, str, str, str], ...]
    marks: tuple[Mark, ...]
    total: str
    score_note: str
    vetoes: tuple[Veto, ...]
    lessons: tuple[tuple[Cell, ...], ...]
    hazards: tuple[tuple[str, str, str], ...]
    photos: tuple[Photo, ...]
    signers: tuple[Signer, ...]


@dataclass(frozen=True)
class Own:
    """What only one of the two says."""

    code: str
    facts_title: str
    facts: Sequence[Cell]
    people_title: str
    score_note: str
    lessons: tuple[str, ...]
    signers: tuple[Signer, ...]


def report(head: Heading, own: Own, material: Material, subject: Subject) -> Printed:
    shown, scenario = Shown.of(subject, material), scenario_of(material, subject)
    context = EmergencyReport(
        head=head,
        code=own.code,
        facts_title=own.facts_title,
        facts=lines(own.facts),
        people_title=own.people_title,
        people=tuple((_name(row), row["role"], row["present"]) for row in shown.rows("participants")),
        figures=_figures(shown, scenario),
        steps=steps_of(subject, scenario),
        calls=_calls(subject, shown),
        marks=marks_of(subject, scenario),
        total=shown.text("score"),
        score_note=own.score_note,
        vetoes=_vetoes(subject, scenario),
        lessons=lines(cells(shown, *own.lessons)),
        hazards=_hazards(subject, material),
        photos=photos_of(subject.record.payload.get("photos") or (), material),
        signers=own.signers,
    )
    return Printed(TEMPLATE, context)


def _name(row: Mapping[str, str]) -> str:
    return row["name"] if row["account"] == chinese.ABSENT else row["account"]


def scenario_of(material: Material, subject: Subject) -> Mapping[str, Any]:
    """As it is in force at the cut-off; of one nobody knows there are no steps."""
    return material.entries("drills").get(str(subject.record.payload.get("scenario")), {})


def steps_of(subject: Subject, scenario: Mapping[str, Any]) -> tuple[Step, ...]:
    """All steps of the scenario in their order, then what was written that it does not know."""
    rows = {str(row["step"]): row for row in subject.record.payload.get("timeline") or ()}
    known = {str(step["code"]): step for step in scenario.get("steps") or ()}
    began = _moment(subject.record.payload.get("started_at"))
    ordered = [*known, *(code for code in rows if code not in known)]
    return tuple(_step(code, known.get(code, {}), rows.get(code, {}), began) for code in ordered)


def _step(code: str, known: Mapping[str, Any], row: Mapping[str, Any], began: datetime | None) -> Step:
    at, target = _moment(row.get("at")), known.get("target_seconds")
    seconds = round((at - began).total_seconds()) if at and began and at >= began else None
    return Step(
        name=str(known.get("zh", code)),
        group=GROUPS.get(str(known.get("group")), chinese.ABSENT),
        at=f"{chinese.clock(at)}:{chinese.exact_moment(at)[-2:]}" if at else chinese.ABSENT,
        target=chinese.ABSENT if target is None else str(target),
        actual=chinese.ABSENT if seconds is None else str(seconds),
        within="" if target is None or seconds is None else "达标" if seconds <= target else "超时",
        done=_DONE.get(str(row.get("done")), "未做"),
        note=str(row.get("note") or ""),
    )


def marks_of(subject: Subject, scenario: Mapping[str, Any]) -> tuple[Mark, ...]:
    """Each group an equal share for each of its steps (sync/scoring.py); the exact points, so that their sum can be checked."""
    done = {row["step"]: HALVES.get(str(row.get("done")), 0) for row in subject.record.payload.get("timeline") or ()}
    groups: dict[str, list[int]] = {}
    for step in scenario.get("steps") or ():
        groups.setdefault(step["group"], []).append(done.get(step["code"], 0))
    weights: Mapping[str, int] = scenario.get("weights") or {}
    return tuple(_mark(name, weights.get(name, 0), groups[name]) for name in GROUPS if name in groups)


def _mark(group: str, weight: int, halves: Sequence[int]) -> Mark:
    reached = Fraction(weight * sum(halves), 2 * len(halves))
    counts = [
        f"{word} {halves.count(value)}" for value, word in ((2, "完成"), (1, "部分"), (0, "未做")) if value in halves
    ]
    return Mark(GROUPS[group], weight, two_places(reached), "，".join(counts))


def _figures(shown: Shown, scenario: Mapping[str, Any]) -> tuple[Figure, ...]:
    values = shown.record.payload
    steps = steps_of(Subject(shown.kind, shown.record), scenario)
    timed = [step.within for step in steps if step.within]
    began, ended = _moment(values.get("started_at")), _moment(values.get("ended_at"))
    length = round((ended - began).total_seconds()) if began and ended else None
    return (
        Figure("评定", shown.text("verdict"), f"得分 {shown.text('score')}"),
        Figure("用时", chinese.ABSENT if length is None else f"{length // 60} 分 {length % 60} 秒", "自开始至结束"),
        Figure("限时步骤达标", f"{timed.count('达标')} / {len(timed)}", "有目标秒数的步骤"),
        Figure("清点人数", f"{shown.text('head_count')} / {shown.text('head_count_due')}", "实到 / 应到"),
        Figure("否决项", str(len(values.get("vetoes") or ())), "出现任何一项即不合格"),
    )


def _calls(subject: Subject, shown: Shown) -> tuple[tuple[str, str, str, str], ...]:
    began = _moment(subject.record.payload.get("started_at"))
    entries = subject.record.payload.get("calls") or []
    return tuple(
        (row["called"], row["at"], _after(entry.get("at"), began), row["note"])
        for entry, row in zip(entries, shown.rows("calls"), strict=True)
    )


def _after(at: object, began: datetime | None) -> str:
    moment = _moment(at)
    return f"{round((moment - began).total_seconds())} 秒" if moment and began and moment >= began else chinese.ABSENT


def _vetoes(subject: Subject, scenario: Mapping[str, Any]) -> tuple[Veto, ...]:
    """All that must never happen in this scenario, and what did."""
    rows = {str(row["veto"]): str(row.get("note") or "") for row in subject.record.payload.get("vetoes") or ()}
    known = {str(each["code"]): str(each["zh"]) for each in scenario.get("vetoes") or ()}
    ordered = [*known, *(code for code in rows if code not in known)]
    return tuple(Veto(known.get(code, code), code in rows, rows.get(code, "")) for code in ordered)


def _hazards(subject: Subject, material: Material) -> tuple[tuple[str, str, str], ...]:
    found = [Shown(kind, record, material.labels) for kind, record in subject.linked if kind.code == "hazard"]
    return tuple((each.record.no or chinese.ABSENT, each.text("problem"), each.status()) for each in found)


def _moment(value: object) -> datetime | None:
    return from_wire(value) if isinstance(value, str) else None


_DONE: Mapping[str, str] = {"done": "完成", "partly": "部分", "not_done": "未做"}
