"""D06 客户满意度调查结果: what customers answered about self-service devices in a month (domain.md §2.3).

Only questionnaires of the device scene. The month's result for advice and counter services stands beside it for comparison: another
population, never added up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.documents import charts, chinese
from server.documents.definition import DocumentDefinition, Periodic, PeriodMaterial, Printed, Subject
from server.documents.deliverables import surveys
from server.documents.deliverables.surveys import (
    ExcludedRow,
    Figure,
    GroupRow,
    LowRow,
    QuestionRow,
    Recommended,
    Survey,
)
from server.documents.shown import Heading, Shown, Signer, heading

QUESTIONS = ("q1", "q4", "q6")
EARLIER = 5


@dataclass(frozen=True)
class DeviceSurvey:
    """The context of d06_device_survey.html. `beside` are the two populations of the month, told apart."""

    head: Heading
    month: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    operations: tuple[GroupRow, ...]
    causes: tuple[GroupRow, ...]
    questions: tuple[QuestionRow, ...]
    distribution: charts.Stacked
    recommended: Recommended
    course: charts.Trend
    months: tuple[GroupRow, ...]
    beside: tuple[GroupRow, ...]
    low: tuple[LowRow, ...]
    excluded: tuple[ExcludedRow, ...]
    signers: tuple[Signer, ...] = (Signer("大堂经理"), Signer("网点负责人"))


def month_sheet(month: PeriodMaterial) -> Printed:
    survey = Survey.of(month.subjects, surveys.about_devices, QUESTIONS)
    others = Survey.of(month.subjects, surveys.about_services, QUESTIONS)
    course, months = surveys.course(survey, month, surveys.about_devices)
    operation = _of_session(month, "operation")
    context = DeviceSurvey(
        head=heading(DEFINITION.title(month.period.span, "zh"), month.material.head),
        month=month.period.zh,
        figures=surveys.figures(survey, month.material),
        notes=surveys.notes(survey, month),
        operations=surveys.groups(survey, operation),
        causes=surveys.groups(survey, _of_session(month, "need_cause")),
        questions=surveys.question_rows(survey),
        distribution=surveys.stacked(survey),
        recommended=surveys.recommended(survey),
        course=course,
        months=months,
        beside=(surveys.whole("自助设备（本表）", survey), surveys.whole("咨询与柜面（D02）", others)),
        low=surveys.low_rows(survey, month, operation),
        excluded=surveys.excluded_rows(survey),
    )
    return Printed("d06_device_survey.html", context)


def _of_session(month: PeriodMaterial, code: str) -> Callable[[Subject], str]:
    """What the session at the device says, where the questionnaire hangs on one."""

    def said(subject: Subject) -> str:
        found = subject.named.get(subject.record.payload.get("linked", ""))
        if found is None or code not in found[0].by_code:
            return "未关联辅导"
        written = Shown(*found, month.material.labels).text(code)
        return "未填" if written == chinese.ABSENT else written

    return said


DEFINITION = DocumentDefinition(
    code="D06",
    zh="客户满意度调查结果",
    en="Satisfaction with the devices",
    prefix="MYJ",
    keep_years=3,
    basis="默认",
    periodic=Periodic(
        compose=month_sheet,
        titles={"month": ("客户满意度调查结果（自助设备）", "Satisfaction with the devices in a month")},
        earlier=EARLIER,
        links=True,
    ),
)
