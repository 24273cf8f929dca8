"""参与反馈: what a customer thought of an event (domain.md §2.5, document D10). Anonymous unless the customer says otherwise."""

from server.records.common_fields import HOUSE_TERM, STAFF, customer, happened
from server.records.contributions import CustomerForm, ListColumns, Quick
from server.records.field import choice, flag, integer, reference, references, text
from server.records.kind import Kind
from server.records.life_cycle import LifeCycle, State

KIND = Kind(
    code="event_feedback",
    zh="活动反馈",
    en="Event feedback",
    prefix="HF",
    icon="smile",
    order=56,
    duty=5,
    capture_roles=STAFF,
    help_zh="请客户打分、说说感兴趣的内容；由客户本人填写更好。",
    help_en="A score and what interested the customer; better filled in by the customer.",
    fields=(
        reference("event_id", "活动", "Event", "record:event_plan", required=True),
        choice(
            "mode",
            "填写方式",
            "Filled in by",
            (
                ("customer", "客户自填", "The customer"),
                ("scan", "扫码", "QR code"),
                ("staff", "员工代录", "Staff for the customer"),
            ),
            required=True,
            default="customer",
        ),
        integer(
            "score",
            "总体评分",
            "Score",
            min=1,
            max=5,
            required=True,
            help_zh="1 非常不满意，5 非常满意",
            help_en="1 very dissatisfied, 5 very satisfied",
        ),
        references("interest", "感兴趣的产品", "Products of interest", "products", max=5),
        flag("come_again", "愿意再次参加", "Would come again"),
        text("text", "意见", "Remarks", min=2, max=500, multiline=True),
        customer(),
        happened("answered_at", "填写时间", "Answered at", required=True),
    ),
    life_cycle=LifeCycle(created="submitted", states=(State("submitted", "已提交", "Submitted", "done"),), commands=()),
    columns=ListColumns("text", ("score",)),
    search=("text",),
    quick=Quick(fields=("event_id", "score", "text", "mode", "answered_at"), last_used=("event_id", "mode")),
    customer_forms=(
        CustomerForm(
            "event_feedback_form",
            "请评价本次活动",
            "What did you think of the event?",
            fields=("score", "interest", "come_again", "text"),
            notice_zh="您的评价不记名，只用于改进活动。",
            notice_en="Your answer is anonymous and only helps us do better.",
        ),
    ),
    retention=HOUSE_TERM,
    example={
        "event_id": "01935b1e-7c00-7000-8000-000000000041",
        "mode": "customer",
        "score": 5,
        "come_again": True,
        "text": "案例讲得清楚，希望再讲讲手机怎么设置转账限额。",
        "answered_at": "2026-12-03T02:58:00.000Z",
    },
)
