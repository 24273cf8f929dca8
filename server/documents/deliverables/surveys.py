"""What the two survey documents share (D02, D06; domain.md §2.1, §2.3): questionnaires read, judged and laid out as text.

The two have different populations, told apart by the scene of the questionnaire, and are never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from server.documents import charts, chinese
from server.documents.definition import Material, PeriodMaterial, Subject
from server.documents.figures import part_of, percent, small_sample, two_places
from server.documents.shown import Shown
from server.domain.moments import from_wire
from server.domain.shares import Share
from server.domain.survey_figures import (
    OVERALL,
    RECOMMENDED,
    SCALE,
    Judged,
    Reason,
    Response,
    State,
    distribution,
    judge,
    low_answers,
    recommendation,
    satisfaction,
)
from server.records import Kind
from sync.lifecycle import VOIDED
from sync.server.state import RecordState

RESPONSE, DEVICE_SCENE, WORDS = "survey_response", "device", "q10"
TARGET, SMALL, HASTY = "kpi_satisfaction_percent", "kpi_small_sample", "survey_fill_seconds"
STATES: dict[str, State] = {"submitted": "returned", "expired": "expired", VOIDED: "void"}
WHY: dict[Reason, str] = {
    "waiting": "尚未回收",
    "expired": "已过期未答",
    "void": "已作废",
    "typed_by_staff": "员工代录，不计入满意度",
    "unanswered": "未答总体满意度",
    "answered_again": "同一服务重复填写，只计最后一份",
}
Population = Callable[[Subject], bool]


@dataclass(frozen=True)
class Figure:
    """One of the figures in a row: what it is, how much, and a note beside."""

    what: str
    much: str
    beside: str = ""


@dataclass(frozen=True)
class GroupRow:
    """How many of a group went out, came back and count, and how satisfied those were."""

    name: str
    issued: int
    returned: int
    valid: int
    satisfied: str
    nps: str


@dataclass(frozen=True)
class QuestionRow:
    """`counts` from 5 to 1, 不适用, 未答."""

    name: str
    counts: tuple[int, ...]
    rated: int
    satisfied: str
    mean: str


@dataclass(frozen=True)
class Recommended:
    """Promoters, passives and detractors with their shares, and how often each of 0 to 10 was answered."""

    chart: charts.Stacked
    rows: tuple[tuple[str, int, str], ...]
    scores: tuple[int, ...]
    score: str


@dataclass(frozen=True)
class LowRow:
    number: str
    time: str
    about: str
    scores: str
    words: str
    handling: str
    late: bool


@dataclass(frozen=True)
class ExcludedRow:
    reason: str
    count: int
    numbers: str


@dataclass(frozen=True)
class Survey:
    """The questionnaires of one population in one period."""

    subjects: Sequence[Subject]
    judged: Judged
    questions: tuple[str, ...]

    @classmethod
    def of(cls, subjects: Iterable[Subject], belongs: Population, questions: tuple[str, ...]) -> Survey:
        chosen = [each for each in subjects if each.kind.code == RESPONSE and belongs(each)]
        return cls(chosen, judge([response_of(each) for each in chosen]), questions)

    @property
    def valid(self) -> Sequence[Response]:
        return self.judged.valid


def response_of(subject: Subject) -> Response:
    values = subject.record.payload
    return Response(
        id=subject.record.id,
        state=STATES.get(subject.record.status, "waiting"),
        mode=str(values.get("mode", "")),
        service=values.get("linked"),
        issued=from_wire(subject.record.occurred_at),
        begun=from_wire(values["started_at"]) if "started_at" in values else None,
        submitted=from_wire(values["submitted_at"]) if "submitted_at" in values else None,
        answers={code: values[code] for code in values if code.startswith("q")},
    )


def about_devices(subject: Subject) -> bool:
    return subject.record.payload.get("scene") == DEVICE_SCENE


def about_services(subject: Subject) -> bool:
    return not about_devices(subject)


def figures(survey: Survey, material: Material) -> tuple[Figure, ...]:
    target = material.setting(TARGET)
    issued, returned = _issued(survey.subjects), _returned(survey.subjects)
    share, nps = satisfaction(survey.valid), recommendation(survey.valid)
    mean = distribution(survey.valid, OVERALL).mean
    met = "" if share.value is None else f"{'达到' if share.reaches(target) else '未达'}优秀线 {target}%"
    return (
        Figure("发放", str(issued), "份"),
        Figure("回收", str(returned), f"其中有效 {len(survey.valid)} 份"),
        Figure("总体满意度", percent(share), met),
        Figure("满意 / 有效", part_of(share), small_sample(share.whole, material.setting(SMALL))),
        Figure("总体平均分", two_places(mean), "满分 5 分"),
        Figure("净推荐值", two_places(nps.score), f"作答 {nps.answered} 份"),
    )


def groups(survey: Survey, named: Callable[[Subject], str]) -> tuple[GroupRow, ...]:
    """The population by whatever `named` says of each questionnaire, the largest group first."""
    sizes = Counter(named(subject) for subject in survey.subjects)
    return tuple(_group(name, survey, named) for name, _ in sorted(sizes.items(), key=lambda each: (-each[1], each[0])))


def whole(name: str, survey: Survey) -> GroupRow:
    return _row(name, survey.subjects, survey.valid)


def question_rows(survey: Survey) -> tuple[QuestionRow, ...]:
    rows = []
    for code in survey.questions:
        found = distribution(survey.valid, code)
        counts = (*(found.counts[each] for each in SCALE), found.not_applicable, found.unanswered)
        name = question_name(survey, code)
        rows.append(QuestionRow(name, counts, found.rated, percent(found.satisfied), two_places(found.mean)))
    return tuple(rows)


def question_name(survey: Survey, code: str) -> str:
    """As the kind of the questionnaires names the question."""
    return f"{code.upper()} {survey.subjects[0].kind.by_code[code].zh}" if survey.subjects else code.upper()


def stacked(survey: Survey) -> charts.Stacked:
    rows = [(row.name, row.counts[: len(SCALE)]) for row in question_rows(survey)]
    return charts.stacked(rows, ("5 非常满意", "4 满意", "3 一般", "2 不满意", "1 非常不满意"))


def recommended(survey: Survey) -> Recommended:
    found = recommendation(survey.valid)
    names = ("推荐者（9–10 分）", "中立者（7–8 分）", "贬损者（0–6 分）")
    counts = (found.promoters, found.passives, found.detractors)
    given = Counter(int(each.answers[RECOMMENDED]) for each in survey.valid if RECOMMENDED in each.answers)
    return Recommended(
        chart=charts.stacked([("推荐意愿", counts)], names),
        rows=tuple(
            (name, count, percent(Share(count, found.answered))) for name, count in zip(names, counts, strict=True)
        ),
        scores=tuple(given[score] for score in range(11)),
        score=two_places(found.score),
    )


def course(survey: Survey, material: PeriodMaterial, belongs: Population) -> tuple[charts.Trend, tuple[GroupRow, ...]]:
    """Satisfaction of this month and of the earlier ones, the oldest first, as a line and as the same numbers."""
    before = [(period, Survey.of(found, belongs, survey.questions)) for period, found in reversed(material.earlier)]
    months = [*before, (material.period, survey)]
    shares = [satisfaction(each.valid) for _, each in months]
    names = [period.zh for period, _ in months]
    rows = [_row(name, each.subjects, each.valid) for name, (_, each) in zip(names, months, strict=True)]
    values = [
        (name, None if share.value is None else share.value * 100) for name, share in zip(names, shares, strict=True)
    ]
    target = material.material.setting(TARGET)
    chart = charts.trend(values, [percent(share) for share in shares], (50, 100), (target, f"优秀线 {target}%"))
    return chart, tuple(rows)


def low_rows(survey: Survey, material: PeriodMaterial, about: Callable[[Subject], str]) -> tuple[LowRow, ...]:
    """Valid responses dissatisfied on the whole, or with one thing and in words: in these words, and what was done."""
    return tuple(
        _low(material, subject, low, about(subject))
        for subject, low in _low_ones(survey)
        if OVERALL in low or WORDS in subject.record.payload
    )


def excluded_rows(survey: Survey) -> tuple[ExcludedRow, ...]:
    numbers = {subject.record.id: subject.record.no or chinese.ABSENT for subject in survey.subjects}
    found = [(WHY[reason], survey.judged.because(reason)) for reason in WHY]
    return tuple(
        ExcludedRow(reason, len(responses), chinese.listed([numbers[each.id] for each in responses]))
        for reason, responses in found
        if responses
    )


def notes(survey: Survey, material: PeriodMaterial) -> tuple[str, ...]:
    """What a reader must know of the sample before relying on it."""
    numbers = {subject.record.id: subject.record.no or chinese.ABSENT for subject in survey.subjects}
    few, seconds = material.material.setting(SMALL), material.material.setting(HASTY)
    hasty = [numbers[each.id] for each in survey.valid if each.hasty(seconds)]
    wordless = sum(OVERALL not in low and WORDS not in each.record.payload for each, low in _low_ones(survey))
    late = [subject.record.no or chinese.ABSENT for subject in survey.subjects if material.is_late(subject.record)]
    return (
        *(
            [f"有效问卷 {len(survey.valid)} 份，少于 {few} 份，样本偏少，结论仅供参考。"]
            if small_sample(len(survey.valid), few)
            else []
        ),
        *([f"填写用时不足 {seconds} 秒 {len(hasty)} 份，已标记、仍计入：{chinese.listed(hasty)}。"] if hasty else []),
        *(
            [f"另有 {wordless} 份问卷总体满意、个别题目打 2 分及以下且未留文字，只计入分布，不列入低分原文。"]
            if wordless
            else []
        ),
        *([f"上一版之后补录 {len(late)} 份：{chinese.listed(late)}。"] if late else []),
    )


def option(subject: Subject, material: PeriodMaterial, code: str) -> str:
    return Shown.of(subject, material.material).text(code)


def _group(name: str, survey: Survey, named: Callable[[Subject], str]) -> GroupRow:
    members = [subject for subject in survey.subjects if named(subject) == name]
    ids = {subject.record.id for subject in members}
    return _row(name, members, [response for response in survey.valid if response.id in ids])


def _row(name: str, members: Sequence[Subject], valid: Sequence[Response]) -> GroupRow:
    share, nps = satisfaction(valid), recommendation(valid)
    return GroupRow(name, _issued(members), _returned(members), len(valid), percent(share), two_places(nps.score))


def _low(material: PeriodMaterial, subject: Subject, low: Sequence[str], about: str) -> LowRow:
    values = subject.record.payload
    handled = [_handled(material, kind, record) for kind, record in subject.linked]
    return LowRow(
        number=subject.record.no or chinese.ABSENT,
        time=chinese.short_moment(subject.record.occurred_at),
        about=about,
        scores="、".join(f"{subject.kind.by_code[code].zh} {values[code]} 分" for code in low),
        words=values.get(WORDS) or "（未留文字意见）",
        handling=chinese.listed(handled) if handled else "未转为客户意见",
        late=material.is_late(subject.record),
    )


def _low_ones(survey: Survey) -> list[tuple[Subject, list[str]]]:
    by_id = {subject.record.id: subject for subject in survey.subjects}
    found = [(by_id[each.id], low_answers(each, survey.questions)) for each in survey.valid]
    return [(subject, low) for subject, low in found if low]


def _handled(material: PeriodMaterial, kind: Kind, record: RecordState) -> str:
    """An opinion or a complaint that the questionnaire became: its number, where it stands, and what was done about it."""
    shown = Shown(kind, record, material.material.labels, material.material.people)
    done = next((shown.text(code) for code in ("reply", "decision", "handling") if record.payload.get(code)), "")
    return f"{record.no or chinese.ABSENT} {shown.status()}" + (f"：{done}" if done else "")


def _issued(subjects: Sequence[Subject]) -> int:
    return sum(subject.record.status != VOIDED for subject in subjects)


def _returned(subjects: Sequence[Subject]) -> int:
    return sum(STATES.get(subject.record.status) == "returned" for subject in subjects)
