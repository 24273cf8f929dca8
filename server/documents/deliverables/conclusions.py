"""What a person concluded from a quarter's feedback: the newest analysis that was submitted, in its words."""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import PeriodMaterial
from server.documents.deliverables.findings import Quote
from server.documents.deliverables.voices import known_names
from server.documents.quotations import deidentified
from server.documents.shown import Shown
from sync.lifecycle import VOIDED

REPORT, SUBMITTED = "analysis_report", ("reviewed", "submitted")
WANTING = "分析报告尚未提交。以下数字由系统据记录统计，结论部分待提交后出具新版。"
IN_WORK = "分析报告编写中（{no}），尚未提交；结论部分待提交后出具新版。"


@dataclass(frozen=True)
class Written:
    """`standing` says which analysis it is and where it stands; texts are empty where nothing was written."""

    standing: str
    channels: str = ""
    trend: str = ""
    causes: str = ""
    analysis: str = ""
    comparison: str = ""
    suggestions: str = ""
    quotes: tuple[Quote, ...] = ()


def read(quarter: PeriodMaterial) -> Written:
    reports = [each for each in quarter.of(REPORT) if each.record.status != VOIDED]
    submitted = [each for each in reports if each.record.status in SUBMITTED]
    if not submitted:
        return Written(IN_WORK.format(no=reports[-1].record.no or chinese.ABSENT) if reports else WANTING)
    shown, known = Shown.of(submitted[-1], quarter.material), known_names(quarter)

    def text(code: str) -> str:
        return deidentified(shown.text(code), known) if shown.record.payload.get(code) else ""

    quotes = tuple(
        Quote(shown.record.no or chinese.ABSENT, row["category"], deidentified(row["words"], known), chosen=True)
        for row in shown.rows("quotes")
    )
    return Written(
        standing=f"结论依据 {shown.record.no or chinese.ABSENT}（{shown.status()}，编写人 {shown.author()}）。",
        channels=text("channels"),
        trend=text("trend"),
        causes=shown.text("root_causes"),
        analysis=text("root_cause_analysis"),
        comparison=text("comparison"),
        suggestions=text("suggestions"),
        quotes=quotes,
    )
