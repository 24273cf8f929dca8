"""反馈会商: what the branch and the management made of the opinions of a period (domain.md §2.4).

管理层 takes part and afterwards confirms the conclusions at its own desk, so that no plan rests on a meeting nobody remembers.
"""

from server.records.common_fields import AGENT, LONG_HOUSE_TERM, SUPERVISORS, colleague
from server.records.contributions import ListColumns, Rule, Start
from server.records.field import day, flag, reference, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

MANAGEMENT_DEPARTMENT = "management"
HOSTS = ("lobby_manager", *SUPERVISORS)

KIND = Kind(
    code="review_meeting",
    zh="反馈会商",
    en="Review of feedback",
    prefix="HS",
    icon="meeting",
    order=48,
    duty=4,
    capture_roles=HOSTS,
    help_zh="与管理层讨论反馈结果、商定改进方向。会后登记，由管理层确认结论。",
    help_en="Feedback discussed with the management. Record it afterwards; the management confirms the conclusions.",
    fields=(
        day("date", "会商日期", "Held on", required=True),
        text("topic", "议题", "Topic", min=2, max=200),
        rows(
            "attendees",
            "参会人",
            "Present",
            (
                colleague("name", "姓名", "Name", required=True),
                text("post", "部门与职务", "Department and post", max=50, required=True),
                flag("management", "管理层", "Of the management"),
            ),
            max=30,
            required=True,
        ),
        reference("report_id", "分析报告", "Analysis", "record:analysis_report"),
        text("discussion", "讨论要点", "Discussed", min=2, max=2000, multiline=True),
        text("conclusions", "会商结论", "Conclusions", min=5, max=2000, required=True, multiline=True),
        text("management_opinion", "管理层意见", "The management's opinion", min=2, max=1000, multiline=True),
    ),
    rules=(
        Rule(
            "management_present",
            "attendees",
            must=("some", "attendees", ("eq", "management", True)),
            zh="反馈会商须有管理层参加，请在参会人中标明。",
            en="Somebody of the management takes part; mark them among those present.",
        ),
    ),
    life_cycle=LifeCycle(
        created="held",
        states=(
            State("held", "待管理层确认", "Awaiting the management", "waiting"),
            State("confirmed", "已确认", "Confirmed", "done", final=True),
            State("returned", "已退回", "Returned", "attention"),
        ),
        commands=(
            Command(
                "confirm",
                "确认结论",
                "Confirm",
                ("held",),
                "confirmed",
                AGENT,
                args=("management_opinion",),
                offline=False,
                department=MANAGEMENT_DEPARTMENT,
            ),
            Command(
                "give_back",
                "退回",
                "Return",
                ("held",),
                "returned",
                AGENT,
                args=("management_opinion",),
                reason=True,
                offline=False,
                department=MANAGEMENT_DEPARTMENT,
            ),
            Command(
                "resubmit",
                "修改后再送",
                "Send again",
                ("returned",),
                "held",
                HOSTS,
                args=("conclusions", "discussion", "attendees"),
            ),
        ),
    ),
    columns=ListColumns("conclusions", ("date", "topic")),
    search=("topic", "discussion", "conclusions"),
    starts=(
        Start(
            "improvement_plan",
            "制定改善计划",
            "Make the improvement plan",
            values={"review_id": "@record", "report_id": "report_id"},
            when=("eq", "status", "confirmed"),
        ),
    ),
    retention=LONG_HOUSE_TERM,
    example={
        "date": "2026-10-20",
        "topic": "三季度客户反馈分析",
        "attendees": [
            {"name": "周敏", "post": "分行管理层 副行长", "management": True},
            {"name": "赵磊", "post": "网点负责人"},
            {"name": "王芳", "post": "大堂经理"},
        ],
        "discussion": "月初排队集中；自助设备大字版不足；满意度与市场部访问结果基本一致。",
        "conclusions": "四季度以缩短月初等候为主要目标，增设弹性窗口与预约叫号，由运营部与网点共同落实。",
    },
)
