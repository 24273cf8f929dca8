"""D02 满意度调查反馈: what customers of advice and counter services answered in a month (domain.md §2.1).

Questionnaires about devices are D06's and not part of it. A questionnaire belongs to the month in which it was handed out.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import charts
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
from server.documents.shown import Heading, Signer, heading

QUESTIONS = ("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8")
EARLIER = 5


@dataclass(frozen=True)
class MonthlySurvey:
    """The context of d02_survey.html. Customers' words are printed as they wrote them; nobody is named."""

    head: Heading
    month: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    scenes: tuple[GroupRow, ...]
    modes: tuple[GroupRow, ...]
    questions: tuple[QuestionRow, ...]
    distribution: charts.Stacked
    recommended: Recommended
    course: charts.Trend
    months: tuple[GroupRow, ...]
    low: tuple[LowRow, ...]
    excluded: tuple[ExcludedRow, ...]
    signers: tuple[Signer, ...] = (Signer("制表人"), Signer("网点负责人"))


def month_sheet(month: PeriodMaterial) -> Printed:
    survey = Survey.of(month.subjects, surveys.about_services, QUESTIONS)
    course, months = surveys.course(survey, month, surveys.about_services)

    def scene(subject: Subject) -> str:
        return surveys.option(subject, month, "scene")

    context = MonthlySurvey(
        head=heading(DEFINITION.title(month.period.span, "zh"), month.material.head),
        month=month.period.zh,
        figures=surveys.figures(survey, month.material),
        notes=surveys.notes(survey, month),
        scenes=surveys.groups(survey, scene),
        modes=surveys.groups(survey, lambda subject: surveys.option(subject, month, "mode")),
        questions=surveys.question_rows(survey),
        distribution=surveys.stacked(survey),
        recommended=surveys.recommended(survey),
        course=course,
        months=months,
        low=surveys.low_rows(survey, month, scene),
        excluded=surveys.excluded_rows(survey),
    )
    return Printed("d02_survey.html", context)


DEFINITION = DocumentDefinition(
    code="D02",
    zh="满意度调查反馈",
    en="Satisfaction survey",
    prefix="MYF",
    keep_years=3,
    basis="默认",
    periodic=Periodic(
        compose=month_sheet,
        titles={"month": ("满意度调查反馈", "Satisfaction survey of a month")},
        earlier=EARLIER,
        links=True,
    ),
)
