"""签到: one customer, or a small party, present at an event (domain.md §2.5).

Name and telephone are kept only with the person's consent; without it the sign-in still counts, without a name.
"""

from server.records.common_fields import HOUSE_TERM, STAFF, customer, happened
from server.records.contributions import CustomerForm, Key, ListColumns, Quick, Rule, Start
from server.records.field import choice, flag, integer, person, reference, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import LifeCycle, State

CONSENT_WORDING = "活动签到告知 2026-1"

KIND = Kind(
    code="event_attendance",
    zh="活动签到",
    en="Event sign-in",
    prefix="QD",
    icon="attendance",
    order=53,
    duty=5,
    capture_roles=STAFF,
    help_zh="扫码或手工签到。客户不同意留存信息时，只记人数。",
    help_en="By QR code or by hand. Without consent only the number is kept.",
    fields=(
        reference("event_id", "活动", "Event", "record:event_plan", required=True),
        choice(
            "method",
            "签到方式",
            "How",
            (("scan", "扫码", "By QR code"), ("manual", "手工", "By hand")),
            required=True,
            default="manual",
        ),
        happened("signed_in_at", "签到时间", "Signed in at", required=True),
        flag(
            "consent",
            "同意留存个人信息",
            "Agrees to personal data being kept",
            required=True,
            default=False,
            group="attendee",
            help_zh="填了称呼或电话，须同意我们留存",
            help_en="Needed where a name or telephone is given",
        ),
        person("attendee", "称呼", "Attendee", group="attendee"),
        telephone("attendee_mobile", "联系电话", "Telephone", group="attendee"),
        customer(group="attendee"),
        text(
            "consent_wording",
            "告知文本版本",
            "Wording shown",
            max=40,
            group="attendee",
        ),
        integer("party_size", "人数", "Number of people", min=1, max=50, default=1, required=True),
        flag(
            "image_consent",
            "同意活动影像",
            "Agrees to pictures",
            help_zh="活动照片、录像中可能出现您的身影",
            help_en="You may be seen in pictures and films of the event",
        ),
    ),
    rules=(
        Rule(
            "kept_with_consent",
            "consent",
            when=(
                "or",
                ("present", "attendee"),
                ("present", "attendee_mobile"),
                ("present", "customer_id"),
            ),
            must=("eq", "consent", True),
            zh="留存称呼或电话须客户同意，请勾选同意或删去。",
            en="A name or telephone is kept only with consent; tick it or remove them.",
        ),
    ),
    life_cycle=LifeCycle(created="signed_in", states=(State("signed_in", "已签到", "Signed in", "done"),), commands=()),
    columns=ListColumns("attendee", ("method", "party_size", "signed_in_at")),
    search=("attendee",),
    quick=Quick(
        fields=("event_id", "consent", "attendee", "attendee_mobile", "party_size", "method", "signed_in_at"),
        last_used=("event_id", "method"),
    ),
    starts=(
        Start(
            "lead",
            "登记意向",
            "Record an interest",
            values={
                "event_id": "event_id",
                "customer_id": "customer_id",
                "customer_name": "attendee",
                "customer_mobile": "attendee_mobile",
            },
        ),
        Start(
            "event_feedback",
            "请客户评价",
            "Ask for feedback",
            values={"event_id": "event_id", "customer_id": "customer_id"},
        ),
    ),
    customer_forms=(
        CustomerForm(
            "sign_in",
            "欢迎签到",
            "Welcome, please sign in",
            ("party_size", "attendee", "attendee_mobile", "consent", "image_consent"),
            when=("present", "event_id"),
            values={"signed_in_at": "@done", "consent_wording": f"={CONSENT_WORDING}"},
            notice_zh="称呼和电话可以不填，不填也能签到。填写即用于本次活动的签到与通知，不作营销，保存三年，"
            f"可随时在网点查询、更正或撤回同意。（{CONSENT_WORDING}）",
            notice_en="Name and telephone are up to you; you are signed in without them. If you give them, they serve this "
            "event's sign-in and notices, never advertising, and are kept three years. You can see and correct them "
            f"or withdraw your consent at the branch at any time. ({CONSENT_WORDING})",
        ),
    ),
    keys=(Key("same_attendee", ("event_id", "attendee_mobile")),),
    retention=HOUSE_TERM,
    example={
        "event_id": "01935b1e-7c00-7000-8000-000000000041",
        "method": "scan",
        "signed_in_at": "2026-12-03T01:34:00.000Z",
        "consent": True,
        "attendee": "何阿姨",
        "attendee_mobile": "13512345678",
        "consent_wording": CONSENT_WORDING,
        "party_size": 2,
        "image_consent": True,
    },
)
