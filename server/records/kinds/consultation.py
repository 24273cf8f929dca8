"""咨询记录: what a customer asked and what was answered (domain.md §2.1)."""

from server.records.contributions import Document, ListColumns, Prefill, Quick, Retention, Rule, Start
from server.records.field import choice, flag, integer, moment, person, reference, references, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

FLOOR = ("lobby_manager", "lobby_assistant", "branch_manager", "ops_supervisor")
STAFF = (*FLOOR, "teller", "wealth_manager", "loan_officer")

KIND = Kind(
    code="consultation",
    zh="咨询",
    en="Consultation",
    prefix="ZX",
    icon="consultation",
    order=10,
    capture_roles=STAFF,
    help_zh="记下客户问了什么、怎样答复。先登记，办结时再补齐。",
    help_en="What the customer asked and what was answered. Register first, complete it on closing.",
    fields=(
        choice(
            "channel",
            "渠道",
            "Channel",
            (("onsite", "现场", "On site"), ("phone", "电话", "Telephone"), ("online", "线上", "Online")),
            required=True,
            default="onsite",
        ),
        reference("topic_code", "咨询主题", "Topic", "topics", required=True),
        text(
            "question",
            "咨询问题",
            "Question",
            min=2,
            max=500,
            required=True,
            multiline=True,
            help_zh="选定主题后自动带出，可改写。不要写卡号、密码。",
            help_en="Filled in from the topic; edit freely. Never write card numbers or PINs.",
        ),
        references("products", "涉及产品", "Products", "products", max=10),
        person(
            "customer_name", "称呼", "Customer", group="customer", help_zh="可不填，例如：王女士", help_en="Optional"
        ),
        telephone(
            "customer_mobile",
            "联系电话",
            "Telephone",
            group="customer",
            help_zh="仅在客户同意回访时填写",
            help_en="Only when the customer agrees to be called back",
        ),
        flag("follow_up_consent", "客户同意回访", "Agrees to be called back", group="customer"),
        reference("bulletin_id", "依据通告", "Bulletin relied on", "bulletins"),
        text("solution", "解决方案", "Answer given", min=5, max=500, multiline=True, group="answer"),
        choice(
            "outcome",
            "结果",
            "Outcome",
            (
                ("resolved", "当场解决", "Resolved on the spot"),
                ("referred", "转部门", "Referred to a department"),
                ("appointment", "预约再来", "Will come again"),
                ("unmet", "无法满足", "Cannot be met"),
            ),
            group="answer",
        ),
        references("materials_given", "交付资料", "Materials given", "materials", max=20),
        moment("follow_up_at", "回访时间", "Call back at", group="customer"),
        integer("minutes", "用时（分钟）", "Minutes taken", min=0, max=480),
    ),
    rules=(
        Rule(
            "consent_needed",
            "follow_up_consent",
            when=("present", "follow_up_at"),
            must=("eq", "follow_up_consent", True),
            zh="约定回访须先征得客户同意，请勾选“客户同意回访”。",
            en="A call back needs the customer's consent; tick it first.",
        ),
        Rule(
            "telephone_needs_consent",
            "follow_up_consent",
            when=("present", "customer_mobile"),
            must=("eq", "follow_up_consent", True),
            zh="只有客户同意回访时才留存电话，请勾选同意或删去电话。",
            en="A telephone number is kept only with consent to be called back; tick it or remove the number.",
        ),
    ),
    life_cycle=LifeCycle(
        created="registered",
        states=(
            State("registered", "已登记", "Registered", "waiting"),
            State("awaiting_reply", "待部门回复", "Awaiting a department", "attention"),
            State("answered", "已解答", "Answered", "waiting"),
            State("closed", "办结", "Closed", "done", final=True),
            State("followed_up", "已回访", "Called back", "done", final=True),
        ),
        commands=(
            Command("refer", "转部门", "Refer to a department", ("registered",), "awaiting_reply", STAFF),
            Command(
                "answer",
                "解答",
                "Answer",
                ("registered", "awaiting_reply"),
                "answered",
                STAFF,
                args=("solution", "bulletin_id", "materials_given", "products"),
                required=("solution",),
            ),
            Command(
                "close",
                "办结",
                "Close",
                ("answered",),
                "closed",
                STAFF,
                args=("outcome", "minutes", "materials_given", "customer_mobile", "follow_up_consent", "follow_up_at"),
                required=("solution", "outcome"),
            ),
            Command(
                "follow_up",
                "登记回访",
                "Record the call back",
                ("closed",),
                "followed_up",
                STAFF,
                args=("follow_up_at",),
                required=("follow_up_at", "follow_up_consent"),
            ),
        ),
    ),
    columns=ListColumns("topic_code", ("customer_name", "question")),
    search=("question", "solution", "customer_name", "topic_code"),
    quick=Quick(
        fields=("topic_code", "question", "customer_name", "channel", "products"),
        last_used=("topic_code", "channel", "products"),
        prefill=(Prefill("topic_code", "question", "question"),),
    ),
    starts=(
        Start(
            "department_ticket",
            "联系部门",
            "Contact the department",
            values={
                "to_department": "topic_code.department",
                "ticket_type": "topic_code.ticket_type",
                "priority": "=normal",
                "channel": "=system",
                "content": "question",
                "linked": "@record",
            },
            then="refer",
        ),
    ),
    documents=(Document("D01", on_status="closed", daily=True),),
    retention=Retention(3, "网点台账保存期限", house=True),
    example={
        "channel": "onsite",
        "topic_code": "TD01",
        "question": "想了解装修贷款的年化利率、期限和需要的材料，预计 20 万元。",
        "products": ["P14"],
        "customer_name": "王女士",
        "customer_mobile": "13812345678",
        "follow_up_consent": True,
        "solution": "已说明以最新公示的年化利率为准，交付材料清单，转信贷部门作初步意见。",
        "outcome": "referred",
        "materials_given": ["M09"],
        "follow_up_at": "2026-11-26T07:00:00.000Z",
        "minutes": 12,
    },
)
