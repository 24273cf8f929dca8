"""满意度问卷: one questionnaire handed out, and what came back (domain.md §2.1, questions of §6.6).

Each question is a field of its own (Q1–Q10) instead of one map of answers: then each is checked, shown on a page of its own in
customer mode and counted by itself. It hangs on a service (one valid response each) or on a survey campaign (many).
`not_applicable` is an answer and never the middle of the scale.
"""

from server.records.common_fields import HOUSE_TERM, STAFF, SYSTEM, customer, happened, visit
from server.records.contributions import CustomerForm, Derived, Document, Due, Key, ListColumns, Quick, Rule, Start
from server.records.field import Field, choice, integer, moment, photos, reference, signature, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

SCALE = (
    ("5", "5 非常满意", "5 very satisfied"),
    ("4", "4 满意", "4 satisfied"),
    ("3", "3 一般", "3 neither"),
    ("2", "2 不满意", "2 dissatisfied"),
    ("1", "1 非常不满意", "1 very dissatisfied"),
)
NOT_APPLICABLE = ("not_applicable", "不适用", "Does not apply")


def rated(code: str, zh: str, en: str, **asked: str) -> Field:
    return choice(code, zh, en, (*SCALE, NOT_APPLICABLE), **asked)


def asked(zh: str, en: str) -> dict[str, str]:
    """The question in the customer's words, below the short name that lists and figures use."""
    return {"help_zh": zh, "help_en": en}


QUESTIONS = (
    choice("q1", "总体满意度", "Satisfied overall", SCALE,
           **asked("总体来说，您对这次服务满意吗？", "All in all, how satisfied are you with this service?")),
    rated("q2", "迎接与主动性", "Welcome and initiative",
          **asked("工作人员的迎接与主动帮助怎么样？", "How were you greeted and helped?")),
    rated("q3", "解答准确", "Right answers", **asked("解答是否准确、清楚？", "Were the answers exact and clear?")),
    rated("q4", "办理效率", "Speed of service", **asked("办理得快不快？", "Did it go fast enough?")),
    rated("q5", "等待时间可接受", "Acceptable wait",
          **asked("等待的时间可以接受吗？", "Was the wait acceptable?")),
    rated("q6", "设备易用", "Devices easy to use",
          **asked("自助设备好用吗？没有用过请选“不适用”。", "Were the machines easy to use? Choose “does not apply” if you used none.")),
    rated("q7", "环境与秩序", "Surroundings and order",
          **asked("网点的环境和秩序怎么样？", "How are the surroundings and the order here?")),
    rated("q8", "个人信息与资金安全感", "Information and money feel safe",
          **asked("您的个人信息和资金让您觉得安全吗？", "Do your data and your money feel safe?")),
    integer("q9", "推荐意愿（0–10）", "Would recommend us (0–10)", min=0, max=10,
            **asked("您愿意把我们推荐给亲友吗？0 为完全不愿意，10 为非常愿意。", "Would you recommend us? 0: not at all, 10: certainly.")),
    text("q10", "意见", "Anything else", min=1, max=500, multiline=True,
         **asked("还有什么想对我们说？请不要写卡号、证件号或密码。",
                 "Anything else you want to say? Please write no card number, document number or PIN.")),
)  # fmt: skip
ANSWERS = tuple(question.code for question in QUESTIONS)
DEVICE_ANSWERS = ("q1", "q4", "q6", "q9", "q10")
BY_THE_CUSTOMER = {"started_at": "@begun", "submitted_at": "@done"}
RETURNED = (*ANSWERS, "started_at", "submitted_at", "mode", "recording_no", "original", "respondent_signature")
ON_RETURN = ("eq", "status", "submitted")


def proof(code: str, field: str, mode: str, zh: str, en: str) -> Rule:
    return Rule(code, field, when=("and", ON_RETURN, ("eq", "mode", mode)), must=("present", field), zh=zh, en=en)


KIND = Kind(
    code="survey_response",
    zh="满意度问卷",
    en="Survey response",
    prefix="WJ",
    icon="survey",
    order=36,
    duty=1,
    capture_roles=STAFF,
    help_zh="服务办完后邀请客户自己评价，员工请回避。每项服务只计一份有效问卷。",
    help_en="Invite the customer when the service is done, and step back. One valid response counts for each service.",
    fields=(
        reference("linked", "关联服务", "Service", "record", group="subject"),
        reference("campaign_id", "收集活动", "Campaign", "record:survey_campaign", group="subject"),
        choice(
            "scene",
            "场景",
            "Where",
            (
                ("counter", "柜面服务", "Counter"),
                ("consultation", "咨询", "Consultation"),
                ("device", "自助设备", "Device"),
                ("campaign", "收集活动", "Campaign"),
            ),
            required=True,
            default="counter",
            group="subject",
            help_zh="设备场景的问卷单独汇总（D06），不并入咨询与柜面（D02）。",
            help_en="Responses about devices are summed up apart from the others.",
        ),
        choice(
            "mode",
            "填写方式",
            "How it is filled in",
            (
                ("self", "客户自填", "By the customer"),
                ("qr", "扫码", "QR code"),
                ("phone", "电话回访（录音）", "By telephone, recorded"),
                ("paper", "纸质问卷（原件照片）", "On paper, photographed"),
                ("interview", "面对面访谈（受访人签名）", "Interview, signed"),
                ("staff", "员工代录", "Typed by staff"),
            ),
            required=True,
            default="self",
            help_zh="员工代录会保存，但不计入满意度。",
            help_en="What staff type for a customer is kept but does not count.",
        ),
        text(
            "token",
            "扫码凭证",
            "Code of the invitation",
            min=32,
            max=32,
            pattern="[0-9a-f]{32}",
            help_zh="二维码里的随机码，凭它在客户手机上答一次。",
            help_en="The random code in the QR code; it opens the questionnaire once on the customer's phone.",
        ),
        visit(),
        customer(),
        happened("issued_at", "发放时间", "Handed out at", required=True),
        moment("expires_at", "有效期至", "Valid until", derived=True),
        *QUESTIONS,
        moment("started_at", "开始填写", "Begun at", group="filling"),
        moment("submitted_at", "提交时间", "Submitted at", group="filling"),
        text("recording_no", "录音编号", "Recording number", max=40, pattern="[0-9A-Za-z_-]{1,40}"),
        photos("original", "问卷原件照片", "Photographs of the paper", max=4),
        signature("respondent_signature", "受访人签名", "Signature of the person asked"),
    ),
    rules=(
        Rule(
            "survey_of_something",
            "linked",
            must=("or", ("present", "linked"), ("present", "campaign_id")),
            zh="请选择评价的是哪项服务或哪次收集活动。",
            en="Choose the service or the campaign that it is about.",
        ),
        Rule(
            "begun_before_submitted",
            "submitted_at",
            must=("lte", "started_at", "submitted_at"),
            zh="提交时间不能早于开始填写时间。",
            en="It cannot be submitted before it was begun.",
        ),
        proof(
            "recording_needed", "recording_no", "phone", "电话回访请填写录音编号。", "Give the number of the recording."
        ),
        proof("original_needed", "original", "paper", "纸质问卷请拍下原件。", "Photograph the paper questionnaire."),
        proof(
            "signature_needed", "respondent_signature", "interview", "访谈请受访人签名。", "Have the person asked sign."
        ),
    ),
    life_cycle=LifeCycle(
        created="issued",
        states=(
            State("issued", "已发放", "Handed out", "waiting"),
            State("submitted", "已提交", "Submitted", "done", final=True),
            State("expired", "已过期", "Expired", "void", final=True),
        ),
        commands=(
            Command(
                "submit",
                "提交",
                "Submit",
                ("issued",),
                "submitted",
                (*STAFF, *SYSTEM),
                args=RETURNED,
                required=("q1", "started_at"),
            ),
            Command("expire", "过期", "Expire", ("issued",), "expired", SYSTEM, offline=False),
        ),
        void_roles=("ops_supervisor",),
    ),
    columns=ListColumns("scene", ("mode", "q1")),
    search=("q10", "scene"),
    quick=Quick(fields=("linked", "scene", "mode", "issued_at"), last_used=("scene", "mode")),
    starts=(
        Start(
            "feedback",
            "转为客户意见",
            "Make it an opinion",
            values={
                "source": "=survey",
                "content": "q10",
                "linked": "@record",
                "visit_id": "visit_id",
                "customer_id": "customer_id",
            },
            when=("and", ("eq", "status", "submitted"), ("present", "q10")),
        ),
    ),
    documents=(Document("D02", periodic=True), Document("D06", periodic=True), Document("D07", periodic=True)),
    dues=(Due("expires_at", ("issued",), "问卷待回收", "A response is awaited", command="expire"),),
    keys=(Key("surveyed_service", ("linked",), unique=True), Key("invitation", ("token",), unique=True)),
    derived=(Derived("expires_at", "hours_after", {"from": "issued_at", "hours": "=survey_hours"}),),
    customer_forms=(
        CustomerForm(
            "survey",
            "请为我们的服务打分",
            "How was our service?",
            ANSWERS,
            command="submit",
            when=("not", ("eq", "scene", "device")),
            values=BY_THE_CUSTOMER,
            by_link="token",
            notice_zh="约一分钟。回答只用于改进服务，不影响您办理业务。",
            notice_en="About a minute. Your answers serve to improve our service; they never affect your business.",
        ),
        CustomerForm(
            "device_survey",
            "自助设备用得顺利吗",
            "How was the device?",
            DEVICE_ANSWERS,
            command="submit",
            when=("eq", "scene", "device"),
            values=BY_THE_CUSTOMER,
            by_link="token",
            notice_zh="五个问题，约半分钟。",
            notice_en="Five questions, half a minute.",
        ),
    ),
    retention=HOUSE_TERM,
    example={
        "linked": "01935b1e-7c00-7000-8000-000000000001",
        "scene": "consultation",
        "mode": "self",
        "issued_at": "2026-11-24T02:40:00.000Z",
        "q1": "5",
        "q2": "5",
        "q3": "4",
        "q4": "5",
        "q5": "4",
        "q6": "not_applicable",
        "q7": "5",
        "q8": "5",
        "q9": 9,
        "q10": "讲得很清楚，希望下午多开一个窗口。",
        "started_at": "2026-11-24T02:41:00.000Z",
        "submitted_at": "2026-11-24T02:41:48.000Z",
    },
)
