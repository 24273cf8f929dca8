"""服务质量改善计划: goals for a period and the measures that shall reach them (domain.md §2.4, document D08).

Approved in two steps, by the 网点负责人 and by the 管理层, online, and never by anybody who contributed. A plan in which the
网点负责人 took part goes straight to the 管理层. Its measures are records of their own that name their plan: each has its owner,
its day and its own way to the end, on which people work at the same time. What was approved is changed by an amendment, which
is approved anew; progress, evidence and effect are not part of it.
"""

from server.records.common_fields import (
    BRANCH_MANAGER,
    LONG_HOUSE_TERM,
    MANAGEMENT,
    SUPERVISORS,
    SYSTEM,
    period,
    period_in_order,
)
from server.records.contributions import Approval, Document, Due, ListColumns, Part, Rule, Start
from server.records.department_ticket_start import ask_department
from server.records.field import photos, reference, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

AUTHORS = ("lobby_manager", *SUPERVISORS)
APPROVED_CONTENT = ("title", "goals", "period_from", "period_to", "report_id", "review_id")
NEEDED = ("title", "goals", "period_from", "period_to", "report_id")

RESTS_IN = ("awaiting_management", "approved", "executing", "verifying")
MEASURE_CONTENT = ("problem", "root_cause", "action", "owner_dept", "owner", "due_on", "metric")

KIND = Kind(
    code="improvement_plan",
    zh="服务质量改善计划",
    en="Service improvement plan",
    prefix="GS",  # GSJ counts its documents: the two must not take numbers from each other
    icon="plan",
    order=49,
    duty=4,
    capture_roles=AUTHORS,
    help_zh="先写目标与期限，再逐条加入改进措施；会商后送网点负责人、管理层审批。参与编制的人不能审批。",
    help_en="Goals and period first, then measure by measure; reviewed, then approved by the branch manager and the "
    "management. Nobody approves what they helped to write.",
    fields=(
        text("title", "计划名称", "Title", min=2, max=80, required=True, group="content"),
        *period("计划期", "Plan", required=True),
        rows(
            "goals",
            "目标与验证指标",
            "Goals and how they are measured",
            (
                text("goal", "目标", "Goal", min=2, max=200, required=True),
                text("metric", "验证指标", "Metric", min=2, max=100, required=True),
                text("baseline", "目前数值", "Now", max=50),
                text("target", "目标数值", "Target", max=50, required=True),
            ),
            max=10,
            required=True,
            group="content",
        ),
        reference(
            "report_id", "分析报告", "Analysis it rests on", "record:analysis_report", required=True, group="content"
        ),
        reference("review_id", "反馈会商", "Review it came from", "record:review_meeting", group="content"),
        text("branch_opinion", "网点负责人意见", "The branch manager's opinion", min=2, max=1000, multiline=True),
        text("management_opinion", "管理层意见", "The management's opinion", min=2, max=1000, multiline=True),
        text("progress", "执行进展", "Progress", min=2, max=2000, multiline=True),
        rows(
            "results",
            "指标前后对比",
            "Metrics before and after",
            (
                text("metric", "验证指标", "Metric", min=2, max=100, required=True),
                text("before", "改进前", "Before", max=50, required=True),
                text("after", "改进后", "After", max=50, required=True),
            ),
            max=10,
            row_key="metric",
            group="effect",
        ),
        text("effect", "成效", "Effect", min=5, max=2000, multiline=True, group="effect"),
        photos("evidence", "佐证", "Evidence", max=10, group="effect"),
    ),
    rules=(
        period_in_order(),
        Rule(
            "effect_is_shown",
            "evidence",
            must=("count_gte", "evidence", 1),
            zh="关闭计划须附佐证，请至少上传一张照片或截图。",
            en="A plan is closed with evidence; add at least one picture.",
        ),
        Rule(
            "every_goal_measured_twice",
            "results",
            must=("covers", "results", "goals", "metric"),
            zh="每个目标的验证指标都要有改进前、改进后的数值，指标名称须与目标一致。",
            en="Every goal's own metric is given before and after, under the name it has there.",
        ),
    ),
    life_cycle=LifeCycle(
        created="drafting",
        states=(
            State("drafting", "草稿", "Draft", "waiting"),
            State("discussing", "会商", "Under discussion", "waiting"),
            State("awaiting_branch_manager", "待网点负责人", "Awaiting the branch manager", "attention"),
            State("awaiting_management", "待管理层", "Awaiting the management", "attention"),
            State("returned", "退回", "Returned", "attention"),
            State("approved", "已批准", "Approved", "waiting"),
            State("executing", "执行", "Being carried out", "waiting"),
            State("verifying", "验证", "Being verified", "attention"),
            State("closed", "关闭", "Closed", "done", final=True),
        ),
        commands=(
            Command(
                "discuss",
                "送会商",
                "Send to discussion",
                ("drafting", "returned"),
                "discussing",
                AUTHORS,
                args=APPROVED_CONTENT,
                required=NEEDED,
            ),
            Command(
                "submit",
                "送网点负责人",
                "Send to the branch manager",
                ("discussing",),
                "awaiting_branch_manager",
                AUTHORS,
                args=APPROVED_CONTENT,
                required=NEEDED,
                offline=False,
            ),
            Command(
                "pass_up",
                "本人参与编制，转管理层",
                "I took part: to the management",
                ("discussing", "awaiting_branch_manager"),
                "awaiting_management",
                BRANCH_MANAGER,
                required=NEEDED,
                reason=True,
                offline=False,
            ),
            Command(
                "endorse",
                "同意，送管理层",
                "Agree and send to the management",
                ("awaiting_branch_manager",),
                "awaiting_management",
                BRANCH_MANAGER,
                args=("branch_opinion",),
                required=NEEDED,
                offline=False,
                not_author=True,
                bound=True,
            ),
            Command(
                "approve",
                "批准",
                "Approve",
                ("awaiting_management",),
                "approved",
                MANAGEMENT,
                args=("management_opinion",),
                required=NEEDED,
                offline=False,
                not_author=True,
                bound=True,
            ),
            Command(
                "give_back",
                "网点负责人退回",
                "Returned by the branch manager",
                ("awaiting_branch_manager",),
                "returned",
                BRANCH_MANAGER,
                args=("branch_opinion",),
                reason=True,
                offline=False,
                not_author=True,
            ),
            Command(
                "refuse",
                "管理层退回",
                "Returned by the management",
                ("awaiting_management",),
                "returned",
                MANAGEMENT,
                args=("management_opinion",),
                reason=True,
                offline=False,
                not_author=True,
            ),
            Command(
                "reopen",
                "内容有变，重新审批",
                "Changed: to be approved anew",
                RESTS_IN,
                "discussing",
                SYSTEM,
                offline=False,
            ),
            Command("start", "开始执行", "Carry out", ("approved",), "executing", AUTHORS),
            Command(
                "report_progress",
                "登记进展",
                "Report progress",
                ("executing", "verifying"),
                None,
                AUTHORS,
                args=("progress", "evidence"),
                required=("progress",),
            ),
            Command(
                "amend",
                "变更（重新审批）",
                "Amend, to be approved anew",
                ("approved", "executing"),
                "discussing",
                AUTHORS,
                args=APPROVED_CONTENT,
                reason=True,
                offline=False,
            ),
            Command(
                "verify",
                "提请验证",
                "Ask for verification",
                ("executing",),
                "verifying",
                AUTHORS,
                args=("results", "effect", "evidence"),
                required=("results", "effect"),
                guards=("every_goal_measured_twice",),
            ),
            Command(
                "resume",
                "未达标，继续执行",
                "Not reached: carry on",
                ("verifying",),
                "executing",
                SUPERVISORS,
                reason=True,
            ),
            Command(
                "close",
                "验证通过，关闭",
                "Verified: close",
                ("verifying",),
                "closed",
                ("branch_manager", "ops_supervisor", "management"),
                required=("results", "effect", "evidence"),
                guards=("effect_is_shown", "every_goal_measured_twice"),
                offline=False,
                not_author=True,
            ),
        ),
    ),
    approval=Approval(
        content=APPROVED_CONTENT,
        rests_in=RESTS_IN,
        reopen="reopen",
        parts=(Part("improvement_measure", "plan_id", MEASURE_CONTENT),),
    ),
    columns=ListColumns("title", ("period_from", "period_to")),
    search=("title", "progress", "effect"),
    starts=(
        Start(
            "improvement_measure",
            "加入改进措施",
            "Add a measure",
            values={"plan_id": "@record"},
            when=("in", "status", ("drafting", "discussing", "returned")),
        ),
        Start(
            "review_meeting",
            "登记会商",
            "Record the review",
            values={"report_id": "report_id", "topic": "title"},
            when=("eq", "status", "discussing"),
        ),
        ask_department("请部门落实", "Ask a department", "=process_coordination", when=("eq", "status", "executing")),
    ),
    dues=(
        Due("period_from", ("approved",), "改善计划应开始执行", "Improvement plan to be begun"),
        Due("period_to", ("executing",), "改善计划应提请验证", "Improvement plan to be verified"),
    ),
    documents=(Document("D08", on_status="approved"),),
    retention=LONG_HOUSE_TERM,
    example={
        "title": "四季度缩短月初等候改善计划",
        "period_from": "2026-10-26",
        "period_to": "2026-12-31",
        "goals": [
            {
                "goal": "缩短月初上午等候时间",
                "metric": "每月 1—5 日平均等候分钟数",
                "baseline": "34",
                "target": "20",
            }
        ],
        "report_id": "01935b1e-7c00-7000-8000-000000000021",
        "review_id": "01935b1e-7c00-7000-8000-000000000022",
    },
)
