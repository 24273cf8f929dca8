"""The branch's own satisfaction beside what 市场部 measured in the same quarter: two populations, compared and never added up."""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import PeriodMaterial, Subject
from server.documents.deliverables import surveys
from server.documents.figures import percent, small_sample
from server.documents.shown import Shown
from server.domain.survey_figures import satisfaction
from sync.lifecycle import VOIDED

MARKETING = "satisfaction_import"


@dataclass(frozen=True)
class SurveyRow:
    """Who asked, whom and how, the sample, and what came of it; `number` is empty for what is counted from many records."""

    source: str
    span: str
    sample: str
    score: str
    standing: str
    number: str


def rows(quarter: PeriodMaterial) -> tuple[SurveyRow, ...]:
    theirs = [each for each in quarter.of(MARKETING) if each.record.status != VOIDED]
    return (
        _own(quarter, "本网点问卷：咨询与柜面服务", surveys.about_services),
        _own(quarter, "本网点问卷：自助设备服务", surveys.about_devices),
        *(_marketing(each, quarter) for each in theirs),
    )


def _own(quarter: PeriodMaterial, name: str, belongs: surveys.Population) -> SurveyRow:
    valid = surveys.Survey.of(quarter.subjects, belongs, ()).valid
    few = small_sample(len(valid), quarter.material.setting(surveys.SMALL))
    share = satisfaction(valid)
    return SurveyRow(
        name, quarter.period.zh, f"有效 {len(valid)} 份", f"满意度 {percent(share)}", few or "按记录统计", ""
    )


def _marketing(subject: Subject, quarter: PeriodMaterial) -> SurveyRow:
    shown = Shown.of(subject, quarter.material)
    span = f"{shown.text('period_from')}至{shown.text('period_to')}"
    method = f"，{shown.text('method')}" if subject.record.payload.get("method") else ""
    return SurveyRow(
        source=f"市场部：{shown.text('source')}{method}",
        span=span,
        sample=f"样本 {shown.text('n')}",
        score=f"得分 {shown.text('score')}",
        standing=shown.status(),
        number=subject.record.no or chinese.ABSENT,
    )
