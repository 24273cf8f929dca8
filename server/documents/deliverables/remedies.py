"""What the feedback of a quarter points to (D07): its causes, what is usually done about them and what was put forward already, and the
records behind each figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.documents import chinese
from server.documents.definition import PeriodMaterial, Subject
from server.documents.deliverables.voices import UNSORTED, Matter, Voices, numbers, ranked
from server.documents.figures import percent
from server.documents.phrases import Phrase
from server.domain.shares import Share
from server.records.common_fields import ROOT_CAUSES
from sync.lifecycle import VOIDED

MEASURE = "improvement_measure"
BESIDE = ("analysis_report", "satisfaction_import", "survey_campaign")
CAUSES = {code: zh for code, zh, _ in ROOT_CAUSES}


@dataclass(frozen=True)
class Proposal:
    category: str
    count: int
    usual: str
    made: str


def causes(voices: Voices, quarter: PeriodMaterial) -> tuple[tuple[str, int, str, str], ...]:
    """Each cause with the opinions whose category points to it, their share, and the measures that people put to it."""
    sorted_ones = [each for each in voices.troubles if each.cause]
    made = _measures(voices, quarter)
    rows = []
    for code, zh in CAUSES.items():
        count = sum(each.cause == code for each in sorted_ones)
        own = [each for each in made if each.record.payload.get("root_cause") == code]
        if count or own:
            rows.append((zh, count, percent(Share(count, len(sorted_ones))), _listed(own)))
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def proposals(voices: Voices, quarter: PeriodMaterial) -> tuple[Proposal, ...]:
    """For each category what is usually done about it, and what was put forward already."""
    entries, made = quarter.material.entries("feedback_categories"), _measures(voices, quarter)
    return tuple(
        Proposal(
            name,
            len(found),
            "；".join(entries.get(found[0].category, {}).get("measures") or ()) or chinese.ABSENT,
            _listed([each for each in made if _answers(each, found)]),
        )
        for name, found in voices.categories()
        if name != UNSORTED
    )


def evidence(voices: Voices, phrases: Iterable[Phrase], quarter: PeriodMaterial) -> tuple[tuple[str, int, str], ...]:
    """Every figure with the numbers of the records it was counted from."""
    answered = [each for each in voices.matters if each.answered]
    groups = [
        *((f"分类：{name}", found) for name, found in voices.categories()),
        *((f"性质：{name}", found) for name, found in ranked(voices.matters, lambda each: each.nature)),
        *((f"渠道：{name}", found) for name, found in ranked(voices.matters, lambda each: each.channel)),
        *((f"原因：{zh}", [each for each in voices.troubles if each.cause == code]) for code, zh in CAUSES.items()),
        ("已答复或办结", answered),
    ]
    return (
        *((name, len(found), numbers(found)) for name, found in groups if found),
        *((f"关键词：{each.words}", each.count, chinese.listed(each.sources)) for each in phrases),
        *_of_kinds(quarter),
    )


def _of_kinds(quarter: PeriodMaterial) -> list[tuple[str, int, str]]:
    """The other records that are printed: analysis, marketing's data, campaigns."""
    found = [(kind, [each for each in quarter.of(kind) if each.record.status != VOIDED]) for kind in BESIDE]
    return [(of[0].kind.zh, len(of), _listed(of)) for _, of in found if of]


def _measures(voices: Voices, quarter: PeriodMaterial) -> list[Subject]:
    """Those that name an opinion or a complaint of the quarter, each once."""
    found = {
        measure.record.id: measure
        for matter in voices.troubles
        for measure in matter.subject.linking(MEASURE)
        if measure.record.status != VOIDED
    }
    return list(found.values())


def _answers(measure: Subject, matters: Sequence[Matter]) -> bool:
    values = measure.record.payload
    named = {*(values.get("feedback_ids") or ()), values.get("complaint_id")}
    return any(each.id in named for each in matters)


def _listed(subjects: Sequence[Subject]) -> str:
    return chinese.listed([each.record.no or chinese.ABSENT for each in subjects])
