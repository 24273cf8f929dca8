"""D12S 突发事件处置反馈: a real emergency in the form of a drill's report, with what happened and the harm done (domain.md §2.6).

The score is for learning only: nobody is judged by it.
"""

from __future__ import annotations

from server.documents import amounts, chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables.emergencies import Own, report
from server.documents.deliverables.forms import Cell, cells
from server.documents.shown import Shown, Signer, heading, notes_on_time


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    own = Own(
        code=DEFINITION.code,
        facts_title="事件情况",
        facts=_facts(subject, shown),
        people_title="处置人员",
        score_note="真实事件的评分只用于复盘学习，不作考核。",
        lessons=("problems", "measures"),
        signers=(Signer("现场指挥", shown.text("commander")), Signer("记录人", shown.author()), Signer("网点负责人")),
    )
    return report(heading(DEFINITION.zh, material.head), own, material, subject)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('scenario')} · {shown.text('place')}"


def _facts(subject: Subject, shown: Shown) -> list[Cell]:
    return [
        Cell("事件编号", subject.record.no or chinese.ABSENT, field="@no"),
        Cell("状态", "　".join([shown.status(), *notes_on_time(subject.record)]), field="@status"),
        *cells(shown, "scenario", "place", "happened_at", "started_at", "ended_at", "commander"),
        *cells(shown, "situation", "injured_count", "business_stopped"),
        *_loss(subject),
        *cells(shown, "harm"),
        *(cells(shown, "head_count_note") if "head_count_note" in shown.values else []),
    ]


def _loss(subject: Subject) -> list[Cell]:
    cents = subject.record.payload.get("loss")
    if not isinstance(cents, int):
        return [Cell("财产损失", "无")]
    return [Cell("财产损失", f"{amounts.digits(cents)} 元"), Cell("财产损失（大写）", amounts.capitals(cents))]


DEFINITION = DocumentDefinition(
    code="D12S",
    zh="突发事件处置反馈",
    en="Report of an emergency",
    prefix="TFB",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary),
)
