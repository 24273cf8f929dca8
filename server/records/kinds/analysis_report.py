"""客户反馈分析报告: what a quarter's opinions say, and what is proposed (domain.md §2.4, document D07).

It holds what a person concludes; the counts under it come from the records themselves. Quotations carry nobody's name.
"""

from server.records.common_fields import LONG_HOUSE_TERM, ROOT_CAUSES, SUPERVISORS, period, period_in_order
from server.records.contributions import Document, ListColumns, Start
from server.records.department_ticket_start import ask_department
from server.records.field import choices, integer, reference, references, rows, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

WRITERS = ("lobby_manager", *SUPERVISORS)
CONTENT = ("sample_count", "channels", "top_categories", "trend", "quotes", "root_causes", "comparison", "suggestions")

KIND = Kind(
    code="analysis_report",
    zh="客户反馈分析报告",
    en="Analysis of customer feedback",
    prefix="BG",
    icon="chart",
    order=47,
    duty=4,
    capture_roles=WRITERS,
    help_zh="按季整理意见与投诉，写出原因和改进建议。引用原文时去掉能认出客户的内容。",
    help_en="A quarter's opinions and complaints, their causes, and what should change. Quote nobody recognisably.",
    fields=(
        *period("报告期", "Quarter", required=True),
        text("title", "标题", "Title", min=2, max=80),
        integer("sample_count", "样本数", "Sample size", min=0, max=1_000_000, required=True),
        text("channels", "样本渠道", "Where the sample came from", min=2, max=300, required=True, multiline=True),
        references("campaigns", "意见收集活动", "Opinion campaigns", "record:survey_campaign", max=10),
        rows(
            "top_categories",
            "主要问题",
            "Foremost matters",
            (
                reference("category", "分类", "Category", "feedback_categories", required=True),
                integer("count", "条数", "Count", min=0, max=1_000_000, required=True),
                text("remark", "说明", "Remark", max=200),
            ),
            max=10,
            row_key="category",
            required=True,
        ),
        text("trend", "趋势", "Trend", min=2, max=1000, multiline=True),
        rows(
            "quotes",
            "客户原文（去标识）",
            "In customers' words, without names",
            (
                text("words", "原文", "Words", min=2, max=300, required=True, multiline=True),
                reference("category", "分类", "Category", "feedback_categories"),
            ),
            max=20,
        ),
        choices("root_causes", "根因", "Root causes", ROOT_CAUSES, required=True),
        text("root_cause_analysis", "根因分析", "Analysis of the causes", min=2, max=2000, multiline=True),
        reference("satisfaction_id", "市场部满意度数据", "Marketing's data", "record:satisfaction_import"),
        text("comparison", "与市场部数据对照", "Compared with marketing's", min=2, max=1000, multiline=True),
        text("suggestions", "改进建议", "Proposals", min=5, max=2000, required=True, multiline=True),
    ),
    rules=(period_in_order(),),
    life_cycle=LifeCycle(
        created="drafting",
        states=(
            State("drafting", "编写中", "Being written", "waiting"),
            State("submitted", "已提交", "Submitted", "waiting"),
            State("reviewed", "已审阅", "Reviewed", "done", final=True),
        ),
        commands=(
            Command("revise", "修改", "Revise", ("drafting",), None, WRITERS, args=CONTENT),
            Command("submit", "提交", "Submit", ("drafting",), "submitted", WRITERS),
            Command(
                "review",
                "审阅通过",
                "Accept",
                ("submitted",),
                "reviewed",
                ("branch_manager", "management"),
                offline=False,
                not_author=True,
            ),
            Command(
                "give_back",
                "退回修改",
                "Return for revision",
                ("submitted",),
                "drafting",
                ("branch_manager", "management"),
                reason=True,
                offline=False,
                not_author=True,
            ),
        ),
    ),
    columns=ListColumns("suggestions", ("period_from", "period_to")),
    search=("title", "trend", "suggestions", "root_cause_analysis"),
    starts=(
        ask_department(
            "申请满意度数据",
            "Ask for satisfaction data",
            "=satisfaction_data",
            to="=marketing_dept",
            when=("eq", "status", "drafting"),
        ),
        Start(
            "review_meeting",
            "与管理层会商",
            "Review with the management",
            values={"report_id": "@record", "topic": "title"},
            when=("in", "status", ("submitted", "reviewed")),
        ),
        Start(
            "improvement_plan",
            "制定改善计划",
            "Make the improvement plan",
            values={"report_id": "@record"},
            when=("in", "status", ("submitted", "reviewed")),
        ),
    ),
    documents=(Document("D07", periodic=True, at="period_to", afterwards=True, renews_on=("submitted", "reviewed")),),
    retention=LONG_HOUSE_TERM,
    example={
        "period_from": "2026-07-01",
        "period_to": "2026-09-30",
        "title": "三季度客户反馈分析",
        "sample_count": 112,
        "channels": "现场 61 条、意见簿 14 条、问卷 30 条、电话 7 条。",
        "top_categories": [
            {"category": "1", "count": 38, "remark": "集中在每月 1 日至 5 日上午"},
            {"category": "7", "count": 19, "remark": "老年客户为主"},
        ],
        "trend": "等候类意见较二季度上升，态度类下降。",
        "quotes": [{"words": "等了快一个小时，机器又不会用。", "category": "1"}],
        "root_causes": ["process", "device"],
        "root_cause_analysis": "代发日集中到店；自助设备辅导人手不足。",
        "comparison": "市场部同期得分 86.5，与本网点问卷结论方向一致。",
        "suggestions": "月初增开弹性窗口；设备旁增配大字指引与陪同；代发单位错峰。",
    },
)
