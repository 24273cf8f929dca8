"""市场部满意度数据: what the marketing department measured, kept beside our own surveys for comparison (domain.md §2.4).

It has a population of its own and is never merged into the branch's satisfaction figure (K1). The branch enters what it was
given; 市场部 confirms at the desk that the figures are theirs.
"""

from server.records.common_fields import AGENT, HOUSE_TERM, SUPERVISORS, period, period_in_order
from server.records.contributions import Document, ListColumns
from server.records.department_ticket_start import ask_department
from server.records.field import choice, day, integer, photos, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

MARKETING = "marketing_dept"
ENTERING = ("lobby_manager", *SUPERVISORS)

KIND = Kind(
    code="satisfaction_import",
    zh="市场部满意度数据",
    en="Marketing's satisfaction data",
    prefix="SJ",
    icon="chart",
    order=46,
    duty=4,
    capture_roles=ENTERING,
    help_zh="登记市场部给出的数据，只作对照，不并入本网点满意度。",
    help_en="What marketing measured, for comparison only; never merged into the branch's own figure.",
    fields=(
        *period(required=True),
        text("source", "来源", "Source", min=2, max=100, required=True, help_zh="调查名称与发布日期"),
        choice(
            "method",
            "调查方式",
            "How it was measured",
            (
                ("phone", "电话访问", "Telephone"),
                ("online", "网络问卷", "Online questionnaire"),
                ("mystery", "神秘人", "Mystery customer"),
                ("other", "其他", "Other"),
            ),
        ),
        integer("n", "样本量", "Sample size", min=1, max=10_000_000, required=True, group="figures"),
        text(
            "score",
            "满意度得分（百分制）",
            "Score out of 100",
            max=6,
            pattern=r"100|[0-9]{1,2}(?:\.[0-9]{1,2})?",
            required=True,
            group="figures",
            help_zh="例如 86.5",
            help_en="86.5, for example",
        ),
        day("received_on", "收到日期", "Received on"),
        reference("ticket_id", "数据申请工单", "Ticket that asked for it", "record:department_ticket"),
        text("remarks", "口径说明", "What it covers", min=2, max=500, multiline=True),
        photos("originals", "原件照片", "The original", max=4),
    ),
    rules=(period_in_order(),),
    life_cycle=LifeCycle(
        created="entered",
        states=(
            State("entered", "待市场部核对", "Awaiting marketing", "waiting"),
            State("confirmed", "已核对", "Confirmed", "done", final=True),
            State("returned", "已退回", "Returned", "attention"),
        ),
        commands=(
            Command(
                "confirm", "核对无误", "Confirm", ("entered",), "confirmed", AGENT, offline=False, department=MARKETING
            ),
            Command(
                "give_back",
                "退回更正",
                "Return for correction",
                ("entered",),
                "returned",
                AGENT,
                reason=True,
                offline=False,
                department=MARKETING,
            ),
            Command(
                "resubmit",
                "更正后再送",
                "Send again",
                ("returned",),
                "entered",
                ENTERING,
                args=("period_from", "period_to", "source", "n", "score", "remarks"),
            ),
        ),
    ),
    columns=ListColumns("source", ("period_to", "score")),
    search=("source", "remarks"),
    starts=(ask_department("询问市场部", "Ask marketing", "=satisfaction_data", to="=marketing_dept"),),
    documents=(Document("D07", periodic=True, at="period_to", afterwards=True, renews_on=("confirmed",)),),
    retention=HOUSE_TERM,
    example={
        "period_from": "2026-07-01",
        "period_to": "2026-09-30",
        "source": "市场部三季度客户满意度电话访问（2026-10-16 发布）",
        "method": "phone",
        "n": 60,
        "score": "86.5",
        "received_on": "2026-10-19",
        "remarks": "按网点抽样，仅含到店办理业务的个人客户。",
    },
)
