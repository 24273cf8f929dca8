"""改进措施: one thing that is changed, carried by a plan (domain.md §2.4, usual measures in §6.7).

A kind of its own and no list inside the plan: several people carry measures out at the same time, each has its own day, proof
and verification, and a list would have to be merged as one value. Approval is the plan's; here are states of execution only.
It is done only with its own metric before and after.
"""

from server.records.common_fields import LONG_HOUSE_TERM, ROOT_CAUSES, STAFF, SUPERVISORS, colleague, department
from server.records.contributions import Due, ListColumns, Rule
from server.records.department_ticket_start import ask_department
from server.records.field import choice, day, photos, reference, references, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

AUTHORS = ("lobby_manager", *SUPERVISORS)

KIND = Kind(
    code="improvement_measure",
    zh="改进措施",
    en="Improvement measure",
    prefix="GJ",
    icon="measure",
    order=50,
    duty=4,
    capture_roles=AUTHORS,
    help_zh="一条措施只写一件事：什么问题、怎么做、谁负责、何时完成、用什么指标验证。",
    help_en="One thing each: what is wrong, what is done, by whom, by when, and how the effect is measured.",
    fields=(
        reference("plan_id", "改善计划", "Plan", "record:improvement_plan", required=True),
        text("problem", "问题", "What is wrong", min=5, max=1000, required=True, multiline=True, group="content"),
        references("feedback_ids", "相关意见", "Opinions", "record:feedback", max=20),
        reference("complaint_id", "相关投诉", "Complaint", "record:complaint"),
        reference("category", "分类", "Category", "feedback_categories", group="content"),
        choice("root_cause", "原因", "Cause", ROOT_CAUSES, required=True, group="content"),
        text("action", "措施", "What is done", min=5, max=1000, required=True, multiline=True, group="content"),
        department("owner_dept", "责任部门", "Department in charge", required=True, group="content"),
        colleague("owner", "责任人", "Person in charge", group="content"),
        day("due_on", "期限", "Due on", required=True, group="content"),
        text("metric", "验证指标", "Metric", min=2, max=100, required=True, group="content"),
        text("progress", "落实情况", "Progress", min=2, max=1000, multiline=True),
        photos("evidence", "佐证", "Evidence", max=6),
        text("before", "改进前", "Before", max=50, group="effect"),
        text("after", "改进后", "After", max=50, group="effect"),
        text(
            "effect",
            "前后指标与成效",
            "Effect, before and after",
            min=5,
            max=500,
            multiline=True,
            group="effect",
        ),
    ),
    rules=(
        Rule(
            "same_metric_twice",
            "after",
            when=("present", "before"),
            must=("present", "after"),
            zh="请填写改进后的同一指标，前后才能比较。",
            en="Give the same metric afterwards, so that the two can be compared.",
        ),
    ),
    life_cycle=LifeCycle(
        created="not_started",
        states=(
            State("not_started", "未开始", "Not begun", "waiting"),
            State("executing", "执行", "Being carried out", "waiting"),
            State("verifying", "验证", "Being verified", "attention"),
            State("done", "完成", "Done", "done", final=True),
            State("postponed", "延期", "Postponed", "attention"),
        ),
        commands=(
            Command("start", "开始执行", "Begin", ("not_started", "postponed"), "executing", STAFF),
            Command(
                "report_progress",
                "登记落实情况",
                "Report progress",
                ("executing",),
                None,
                STAFF,
                args=("progress", "evidence"),
                required=("progress",),
            ),
            Command(
                "ask_verification",
                "提请验证",
                "Ask for verification",
                ("executing",),
                "verifying",
                STAFF,
                args=("progress", "evidence", "before", "after", "effect"),
                required=("before", "after", "effect"),
            ),
            Command(
                "complete",
                "验证通过",
                "Verified",
                ("verifying",),
                "done",
                SUPERVISORS,
                args=("effect",),
                required=("before", "after", "effect"),
                offline=False,
                not_author=True,
            ),
            Command(
                "give_back",
                "未达标，继续执行",
                "Not reached: carry on",
                ("verifying",),
                "executing",
                SUPERVISORS,
                reason=True,
                not_author=True,
            ),
            Command(
                "postpone",
                "延期",
                "Postpone",
                ("not_started", "executing"),
                "postponed",
                ("branch_manager",),
                args=("due_on",),
                required=("due_on",),
                reason=True,
                offline=False,
                not_author=True,
            ),
        ),
    ),
    columns=ListColumns("action", ("owner_dept", "due_on")),
    search=("problem", "action", "progress", "effect"),
    starts=(
        ask_department(
            "请责任部门落实",
            "Ask the department in charge",
            "=process_coordination",
            to="owner_dept",
            content="action",
            when=("in", "status", ("not_started", "executing", "postponed")),
        ),
    ),
    dues=(
        Due(
            "due_on",
            ("not_started", "executing", "postponed", "verifying"),
            "改进措施到期",
            "Improvement measure falls due",
        ),
    ),
    retention=LONG_HOUSE_TERM,
    example={
        "plan_id": "01935b1e-7c00-7000-8000-000000000031",
        "problem": "每月 1 日至 5 日上午等候过久，客户多次反映只开两个窗口。",
        "category": "1",
        "root_cause": "process",
        "action": "月初上午增开一个弹性窗口，并在前一日向代发单位提示错峰与预约叫号。",
        "owner_dept": "operations_dept",
        "owner": "张军",
        "due_on": "2026-12-05",
        "metric": "每月 1—5 日平均等候分钟数",
    },
)
