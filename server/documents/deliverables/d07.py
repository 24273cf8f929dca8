"""D07 客户反馈分析报告: what customers raised in a quarter, why, and what should change (domain.md §2.4).

The quarter gives rise to it and no single record: its numbers are those of all opinions and complaints of the quarter, beside those
of the quarters before, and its serial names the quarter. What a person concludes from them (`analysis_report`) is printed
with it; until that is submitted the paper says that it is wanting, and its submission makes the next version.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.documents import charts
from server.documents.definition import DocumentDefinition, Periodic, PeriodMaterial, Printed
from server.documents.deliverables import compared, conclusions, findings, remedies
from server.documents.deliverables.surveys import Figure
from server.documents.deliverables.voices import Voices
from server.documents.shown import Heading, Signer, heading

EARLIER = 3


@dataclass(frozen=True)
class Analysis:
    """The context of d07_feedback.html. Words of customers are de-identified; `evidence` are the records behind every figure."""

    head: Heading
    quarter: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    channels: tuple[tuple[str, int, str], ...]
    campaigns: tuple[tuple[str, str, str, str, str], ...]
    natures: tuple[tuple[str, int, str], ...]
    pareto: charts.Pareto
    categories: tuple[findings.CategoryRow, ...]
    trend: charts.Trend
    quarters: tuple[str, ...]
    course: tuple[tuple[str, tuple[int, ...], str], ...]
    phrases: tuple[tuple[str, int, str], ...]
    phrases_from: int
    quotes: tuple[findings.Quote, ...]
    causes: tuple[tuple[str, int, str, str], ...]
    surveys: tuple[compared.SurveyRow, ...]
    measures: tuple[remedies.Proposal, ...]
    written: conclusions.Written
    evidence: tuple[tuple[str, int, str], ...]
    signers: tuple[Signer, ...] = (Signer("大堂经理"), Signer("网点负责人"), Signer("管理层"))


def quarter_sheet(quarter: PeriodMaterial) -> Printed:
    voices = Voices.of(quarter.subjects, quarter)
    before = [(period, Voices.of(subjects, quarter)) for period, subjects in quarter.earlier]
    written = conclusions.read(quarter)
    phrases = findings.phrases(voices, quarter)
    context = Analysis(
        head=heading(DEFINITION.title(quarter.period.span, "zh"), quarter.material.head),
        quarter=quarter.period.zh,
        figures=findings.figures(voices, before, quarter),
        notes=findings.notes(voices, quarter),
        channels=findings.shares(voices.matters, lambda each: each.channel),
        campaigns=findings.campaigns(quarter),
        natures=findings.shares(voices.matters, lambda each: each.nature),
        pareto=charts.pareto([(name, len(found)) for name, found in voices.categories()]),
        categories=findings.category_rows(voices, before),
        trend=findings.trend(voices, before, quarter),
        quarters=(*(period.zh for period, _ in reversed(before)), quarter.period.zh),
        course=findings.course(voices, before),
        phrases=tuple((each.words, each.count, findings.share_of(each.count, voices)) for each in phrases),
        phrases_from=quarter.material.setting(findings.LEAST),
        quotes=(*written.quotes, *findings.quotes(voices)),
        causes=remedies.causes(voices, quarter),
        surveys=compared.rows(quarter),
        measures=remedies.proposals(voices, quarter),
        written=written,
        evidence=remedies.evidence(voices, phrases, quarter),
    )
    return Printed("d07_feedback.html", context)


DEFINITION = DocumentDefinition(
    code="D07",
    zh="客户反馈分析报告",
    en="Analysis of customer feedback",
    prefix="FXB",
    keep_years=5,
    basis="默认",
    periodic=Periodic(
        compose=quarter_sheet,
        titles={"quarter": ("客户反馈分析报告", "Analysis of customer feedback in a quarter")},
        earlier=EARLIER,
        links=True,
    ),
)
