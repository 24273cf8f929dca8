"""设备反馈: what a customer thinks of a device, as a score and in words (domain.md §2.3)."""

from server.records.common_fields import HOUSE_TERM, SCORES, STAFF, machine, visit
from server.records.contributions import CustomerForm, Document, ListColumns, Quick, Start
from server.records.field import choice, reference, text
from server.records.kind import Kind
from server.records.life_cycle import LifeCycle, State

KIND = Kind(
    code="device_feedback",
    zh="设备反馈",
    en="Opinion about a device",
    prefix="SB",
    icon="stars",
    order=30,
    duty=3,
    capture_roles=STAFF,
    help_zh="问一句“用着顺手吗”，记下分数和原话。",
    help_en="Ask how it went; note the score and the customer's own words.",
    fields=(
        machine(required=True),
        choice("score", "评分", "Score", SCORES, required=True, default="5"),
        choice(
            "dimension",
            "维度",
            "About",
            (
                ("speed", "速度", "Speed"),
                ("screen", "界面", "Screen"),
                ("voice", "语音", "Voice"),
                ("cash", "现金", "Cash"),
                ("print", "打印", "Printing"),
                ("position", "位置", "Position"),
                ("accessibility", "无障碍", "Accessibility"),
            ),
            required=True,
            default="speed",
        ),
        text("text", "意见", "In words", min=1, max=300, multiline=True),
        reference("assist_session_id", "对应辅导", "Session", "record:assist_session"),
        visit(),
    ),
    life_cycle=LifeCycle("recorded", (State("recorded", "已记录", "Recorded", "done", final=True),), ()),
    columns=ListColumns("score", ("dimension", "text")),
    search=("text", "dimension"),
    quick=Quick(fields=("machine_id", "score", "dimension", "text"), last_used=("machine_id", "dimension")),
    starts=(
        Start(
            "feedback",
            "转为客户意见",
            "Make it an opinion",
            values={"source": "=device", "content": "text", "linked": "@record", "visit_id": "visit_id"},
            when=("present", "text"),
        ),
    ),
    customer_forms=(
        CustomerForm(
            "device_opinion", "这台设备好用吗", "How did you find this device?", ("score", "dimension", "text")
        ),
    ),
    documents=(Document("D05", periodic=True),),
    retention=HOUSE_TERM,
    example={
        "machine_id": "01935b1e-7c00-7000-8000-000000000004",
        "score": "3",
        "dimension": "screen",
        "text": "字太小，看不清“确认”在哪里。",
    },
)
