"""D09 活动策划方案: an event as it was approved by 市场部, 合规部 and the 网点负责人 (domain.md §2.5)."""

from __future__ import annotations

from server.documents import amounts, chinese
from server.documents.definition import DocumentDefinition, Labels, Material, Printed, Single, Subject
from server.documents.deliverables import decisions
from server.documents.deliverables.forms import Cell, Form, Part, Table, cell, cells, lines, printed, table
from server.documents.shown import Shown, Signer, heading

REMARKS = (
    "网点不推介私募产品；话术不得使用保本、保收益、零风险等用语，产品要素以最新公示为准。",
    "方案内容变更后须依次重新审批；签到与影像均须先征得客户同意。",
)


def sheet(material: Material, subject: Subject) -> Printed:
    shown = Shown.of(subject, material)
    form = Form(
        head=heading(DEFINITION.zh, material.head),
        code=DEFINITION.code,
        parts=(
            Part("一、活动概况", lines(_event(shown))),
            Part("二、日程", table=_schedule(shown)),
            Part("三、分工", table=_roles(shown)),
            Part("四、话术与应急预案", lines(cells(shown, "script", "risk_plan"))),
            decisions.part("五、审批", subject, material),
        ),
        remarks=REMARKS,
        readers="内部资料",
        signers=(
            Signer("策划人", shown.author()),
            decisions.signed_by("市场部", "marketing_pass", subject, material),
            decisions.signed_by("合规部", "compliance_pass", subject, material),
            decisions.signed_by("网点负责人", "approve", subject, material),
        ),
    )
    return printed(form)


def summary(labels: Labels, subject: Subject) -> str:
    shown = Shown(subject.kind, subject.record, labels)
    return f"{shown.text('event_type')} · {shown.text('theme')}"


def _event(shown: Shown) -> list[Cell]:
    return [
        Cell("方案编号", shown.record.no or chinese.ABSENT, field="@no"),
        *cells(shown, "event_type"),
        cell(shown, "theme", "主题", long=True),
        *cells(shown, "start_at", "end_at", "place", "planned_count"),
        cell(shown, "audience", "对象与人数", long=True),
        cell(shown, "products", "推介产品", long=True),
        *_budget(shown.record.payload.get("budget")),
    ]


def _budget(cents: object) -> list[Cell]:
    if not isinstance(cents, int):
        return [Cell("预算", chinese.ABSENT, field="budget"), Cell("预算（大写）", chinese.ABSENT)]
    return [Cell("预算", f"{amounts.digits(cents)} 元", field="budget"), Cell("预算（大写）", amounts.capitals(cents))]


def _schedule(shown: Shown) -> Table:
    columns = (("时段", "when"), ("环节", "text"), ("负责人", "state"))
    rows = [(row["time"], row["item"], row["owner"]) for row in shown.rows("schedule")]
    return table(columns, rows, "未列日程，按活动起止时间执行。", "schedule")


def _roles(shown: Shown) -> Table:
    columns = (("姓名", "when"), ("职责", "state"), ("具体任务", "text"))
    rows = [(row["name"], row["duty"], row["task"]) for row in shown.rows("roles")]
    return table(columns, rows, "未列分工。", "roles")


DEFINITION = DocumentDefinition(
    code="D09",
    zh="活动策划方案",
    en="Event plan",
    prefix="HDF",
    keep_years=3,
    basis="默认",
    single=Single(compose=sheet, summary=summary, renewed_on=("approved",)),
)
