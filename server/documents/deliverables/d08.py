"""D08 服务质量改善计划: what is to become better, by which measures, and who approved it (domain.md §2.4).

It is issued when the 管理层 approves, printed anew when an amendment is approved anew, and once more when the plan is closed, with
its metrics before and after. What is written in between changes no paper that was approved.
"""

from __future__ import annotations

from server.documents import chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables import decisions
from server.documents.deliverables.forms import Cell, Form, Part, Table, cell, cells, lines, printed, table
from server.documents.shown import Shown, Signer, heading
from sync.lifecycle import VOIDED

MEASURE = "improvement_measure"
MEASURES = (
    ("编号与原因", "number-of"),
    ("问题", "text"),
    ("措施", "text"),
    ("责任与期限", "charge"),
    ("验证指标", "metric"),
)
REMARKS = (
    "审批与所读内容绑定：目标、措施、责任、期限和指标变更后须重新审批；进展、佐证和成效不影响批准。",
    "参与编制的人不参加审批。",
)


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    form = Form(
        head=heading(DEFINITION.zh, material.head),
        code=DEFINITION.code,
        parts=(
            Part("一、计划概况", lines(_plan(subject, material, shown))),
            Part("二、目标与验证指标", table=_goals(shown)),
            Part("三、改进措施", table=_measures(subject, material)),
            Part("四、前后指标与成效", lines(_effect(shown)), _results(shown)),
            decisions.part("五、审批与管理层意见", subject, material),
        ),
        remarks=REMARKS,
        readers="内部资料",
        signers=(
            Signer("大堂经理", shown.author()),
            decisions.signed_by("网点负责人", "endorse", subject, material),
            decisions.signed_by("管理层", "approve", subject, material),
        ),
    )
    return printed(form)


def summary(labels: Labels, subject: Subject) -> str:
    return Shown(subject.kind, subject.record, labels).text("title")


def _plan(subject: Subject, material: Material, shown: Shown) -> list[Cell]:
    values = shown.record.payload
    review = subject.named.get(values.get("review_id", ""))
    held = Shown(*review, material.labels, material.people).text("date") if review else ""
    return [
        Cell("计划编号", subject.record.no or chinese.ABSENT, field="@no"),
        Cell("状态", shown.status(), field="@status"),
        cell(shown, "title", "计划名称", long=True),
        Cell("计划期", _span(shown), field="period_from"),
        Cell("编制人", shown.author(), field="@author"),
        Cell("分析报告", _number(subject, "report_id"), field="report_id"),
        Cell("反馈会商", f"{_number(subject, 'review_id')}　{held}".strip(), field="review_id"),
    ]


def _goals(shown: Shown) -> Table:
    columns = (("目标", "text"), ("验证指标", "text"), ("目前数值", "state"), ("目标数值", "state"))
    rows = [(row["goal"], row["metric"], row["baseline"], row["target"]) for row in shown.rows("goals")]
    return table(columns, rows, "未写目标。", "goals")


def _measures(subject: Subject, material: Material) -> Table:
    found = [each for each in subject.linking(MEASURE) if each.record.status != VOIDED]
    return table(MEASURES, [_measure(Shown.of(each, material)) for each in found], "本计划尚未写入改进措施。")


def _measure(shown: Shown) -> tuple[str, ...]:
    owner = [shown.text("owner_dept"), shown.text("owner"), f"{shown.text('due_on')}前", shown.status()]
    values = shown.record.payload
    course = [f"改进前：{values['before']}"] if values.get("before") else []
    course += [f"改进后：{values['after']}"] if values.get("after") else []
    return (
        f"{shown.record.no or chinese.ABSENT}\n{shown.text('root_cause')}",
        shown.text("problem"),
        shown.text("action"),
        "\n".join(each for each in owner if each != chinese.ABSENT),
        "\n".join([shown.text("metric"), *course]),
    )


def _effect(shown: Shown) -> list[Cell]:
    told = [code for code in ("progress", "effect") if shown.record.payload.get(code)]
    pictures = len(shown.record.payload.get("evidence") or ())
    return [*cells(shown, *told), *([Cell("佐证", f"照片或截图 {pictures} 份，存于本计划记录")] if pictures else [])]


def _results(shown: Shown) -> Table:
    columns = (("验证指标", "text"), ("改进前", "state"), ("改进后", "state"))
    rows = [(row["metric"], row["before"], row["after"]) for row in shown.rows("results")]
    return table(columns, rows, "计划尚在执行，提请验证时填写每个目标的同一指标改进前、改进后的数值。", "results")


def _span(shown: Shown) -> str:
    return f"{shown.text('period_from')}至{shown.text('period_to')}"


def _number(subject: Subject, code: str) -> str:
    found = subject.named.get(subject.record.payload.get(code, ""))
    return (found[1].no or chinese.ABSENT) if found else chinese.ABSENT


DEFINITION = DocumentDefinition(
    code="D08",
    zh="服务质量改善计划",
    en="Service improvement plan",
    prefix="GSJ",
    keep_years=5,
    basis="默认",
    single=Single(compose=sheet, summary=summary, renewed_on=("approved", "closed")),
)
