"""D10 客户参与反馈: what became of an event — who came, what they thought of it, what they asked and what is to be better next time
(domain.md §2.5). Nobody is named: customers' words lose what tells who said them, and pictures are shown only with consent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.documents import charts, chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables import participants
from server.documents.deliverables.participants import ANSWER, LEAD, SIGN_IN
from server.documents.deliverables.photos import Photo, photos_of
from server.documents.deliverables.surveys import Figure
from server.documents.figures import part_of, percent, small_sample, two_places
from server.documents.quotations import deidentified
from server.documents.shown import Heading, Shown, Signer, heading
from server.domain.shares import Share

SCALE = ((5, "5 非常满意"), (4, "4 满意"), (3, "3 一般"), (2, "2 不满意"), (1, "1 非常不满意"))
TYPED_BY_STAFF = "staff"
OUTLINE = (
    ("方案编号", "@no"),
    ("活动类型", "event_type"),
    ("实际开始", "actual_start_at"),
    ("实际结束", "actual_end_at"),
    ("地点", "place"),
    ("对象与人数", "audience"),
    ("计划人数", "planned_count"),
    ("实到人数", "actual_count"),
    ("现场问答", "questions"),
    ("问题与改进", "problems"),
    ("总结", "summary"),
    ("活动影像", "photos"),
)
NOT_SHOWN = "登记有影像，未确认其中客户均已同意，不予展示。"


@dataclass(frozen=True)
class Event:
    """The context of d10_event.html. `facts` are labelled values in pairs; `leads` are (product, how many, where they stand)."""

    head: Heading
    theme: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    answered: int
    chart: charts.Stacked
    scores: tuple[tuple[str, int, str], ...]
    words: tuple[participants.Words, ...]
    interests: tuple[tuple[str, int], ...]
    leads: tuple[tuple[str, int, str], ...]
    staff: tuple[tuple[str, str, str], ...]
    questions: str
    problems: str
    summary: str
    photos: tuple[Photo, ...]
    no_photos: str
    evidence: tuple[tuple[str, int, str], ...]
    signers: tuple[Signer, ...]


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    answers, sign_ins, leads = (participants.standing(subject, kind) for kind in (ANSWER, SIGN_IN, LEAD))
    values = subject.record.payload
    context = Event(
        head=heading(DEFINITION.zh, material.head),
        theme=shown.text("theme"),
        facts=_facts(shown),
        figures=_figures(material, subject, answers, sign_ins, leads),
        notes=_notes(subject, answers, sign_ins),
        answered=len(answers),
        chart=charts.stacked([("总体评分", [count for _, count, _ in scores(answers)])], [name for _, name in SCALE]),
        scores=scores(answers),
        words=participants.words(material, subject, answers),
        interests=participants.interests(material, answers),
        leads=participants.leads(material, leads),
        staff=participants.staff(material, subject),
        questions=deidentified(values.get("questions", "")),
        problems=deidentified(values.get("problems", "")),
        summary=deidentified(values.get("summary", "")),
        photos=photos_of(values.get("photos") or (), material) if values.get("image_consent") is True else (),
        no_photos=NOT_SHOWN if values.get("photos") else "本次活动未留存影像。",
        evidence=participants.evidence(subject),
        signers=(Signer("大堂经理", shown.author()), Signer("网点负责人")),
    )
    return Printed("d10_event.html", context)


def summary(labels: Labels, subject: Subject) -> str:
    return Shown(subject.kind, subject.record, labels).text("theme")


def scores(answers: Sequence[Subject]) -> tuple[tuple[str, int, str], ...]:
    """How often each score was given, and its share."""
    given = Counter(int(each.record.payload["score"]) for each in answers)
    return tuple((name, given[score], percent(Share(given[score], len(answers)))) for score, name in SCALE)


def mean_score(answers: Sequence[Subject]) -> Fraction | None:
    given = [int(each.record.payload["score"]) for each in answers]
    return Fraction(sum(given), len(given)) if given else None


def _facts(shown: Shown) -> tuple[tuple[str, str], ...]:
    return (
        ("方案编号", shown.record.no or chinese.ABSENT),
        ("活动类型", shown.text("event_type")),
        ("实际开始", shown.text("actual_start_at")),
        ("实际结束", shown.text("actual_end_at")),
        ("地点", shown.text("place")),
        ("对象与人数", shown.text("audience")),
    )


def _figures(
    material: Material,
    subject: Subject,
    answers: Sequence[Subject],
    sign_ins: Sequence[Subject],
    leads: Sequence[Subject],
) -> tuple[Figure, ...]:
    values = subject.record.payload
    planned, came = values.get("planned_count"), values.get("actual_count")
    share = Share(int(came or 0), int(planned or 0))
    few = small_sample(len(answers), material.setting("kpi_small_sample")) if answers else ""
    return (
        Figure("计划人数", str(planned or chinese.ABSENT), "人"),
        Figure("实到人数", str(chinese.ABSENT if came is None else came), f"签到 {_people(sign_ins)} 人"),
        Figure("到场率", percent(share) if planned else chinese.ABSENT, part_of(share) if planned else "未定计划人数"),
        Figure("平均评分", two_places(mean_score(answers)), f"{len(answers)} 份，满分 5 分{'，' + few if few else ''}"),
        Figure("愿意再来", percent(_again(answers)), part_of(_again(answers))),
        Figure("意向客户", str(len(leads)), "已授权联系"),
    )


def _people(sign_ins: Sequence[Subject]) -> int:
    return sum(int(each.record.payload.get("party_size", 1)) for each in sign_ins)


def _again(answers: Sequence[Subject]) -> Share:
    asked = [each.record.payload["come_again"] for each in answers if "come_again" in each.record.payload]
    return Share(sum(each is True for each in asked), len(asked))


def _notes(subject: Subject, answers: Sequence[Subject], sign_ins: Sequence[Subject]) -> tuple[str, ...]:
    came, signed = subject.record.payload.get("actual_count"), _people(sign_ins)
    typed = sum(each.record.payload.get("mode") == TYPED_BY_STAFF for each in answers)
    nameless = sum(each.record.payload.get("consent") is not True for each in sign_ins)
    return (
        *(
            [f"登记实到 {came} 人，签到合计 {signed} 人，两者不一致，以登记为准。"]
            if came not in (None, signed)
            else []
        ),
        *([f"员工代录评价 {typed} 份，一并列示。"] if typed else []),
        *([f"未同意留存个人信息的签到 {nameless} 笔，只计人数。"] if nameless else []),
    )


DEFINITION = DocumentDefinition(
    code="D10",
    zh="客户参与反馈",
    en="Customers' feedback on an event",
    prefix="HDK",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary, outline=OUTLINE, outline_signers=("大堂经理", "网点负责人")),
)
