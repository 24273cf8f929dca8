"""D12 应急演练反馈: plan, who was there, the course against its targets, the score, and what will change (domain.md §2.6)."""

from __future__ import annotations

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.emergencies import Own, report
from server.documents.deliverables.forms import Cell, cells
from server.documents.shown import Shown, Signer, heading, notes_on_time

PASSES, EXCELS = "drill_pass_score", "drill_excellent_score"


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    own = Own(
        code=DEFINITION.code,
        facts_title="演练方案",
        facts=_plan(subject, shown),
        people_title="签到",
        score_note=f"{material.setting(PASSES)} 分及以上为合格，{material.setting(EXCELS)} 分及以上为优秀；出现否决项即不合格。",
        lessons=("problems", "measures", "feedback"),
        signers=(
            Signer("总指挥", shown.text("commander")),
            Signer("记录人", shown.text("recorder") if "recorder" in shown.values else shown.author()),
            Signer("网点负责人"),
        ),
    )
    return report(heading(DEFINITION.zh, material.head), own, material, subject)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('scenario')} · {shown.text('verdict')}"


def _plan(subject: Subject, shown: Shown) -> list[Cell]:
    return [
        Cell("演练编号", subject.record.no or chinese.ABSENT, field="@no"),
        Cell("状态", "　".join([shown.status(), *notes_on_time(subject.record)]), field="@status"),
        *cells(shown, "scenario", "place", "planned_at", "announced", "notified_at", "rules_version"),
        *cells(shown, "started_at", "ended_at", "commander", "recorder"),
        *(cells(shown, "head_count_note") if "head_count_note" in shown.values else []),
    ]


DEFINITION = DocumentDefinition(
    code="D12",
    zh="应急演练反馈",
    en="Report of a drill",
    prefix="YLB",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary),
)
