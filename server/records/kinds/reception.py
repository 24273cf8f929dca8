"""迎宾分流: one visit to the branch, on which everything done during it hangs (domain.md §2.1).

Several visits stand open at once. Who is elderly or needs help is noted, because such visits enter no target for diversion
(国办发〔2020〕45号; domain.md §5.13).
"""

from server.records.common_fields import (
    AGE_GROUPS,
    FLOOR,
    HOUSE_TERM,
    SEGMENTS,
    STAFF,
    customer,
    customer_age,
    happened,
)
from server.records.contributions import ListColumns, Quick, Rule, Start
from server.records.field import choice, choices, moment, person, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

HERE = ("waiting", "called", "serving")
ON_THIS_VISIT = {"visit_id": "@record", "customer_id": "customer_id"}


def _here(kind: str, zh: str, en: str) -> Start:
    """What is done for somebody who is still here; with it, they are being served."""
    return Start(kind, zh, en, values=ON_THIS_VISIT, then="serve", when=("in", "status", HERE))


KIND = Kind(
    code="reception",
    zh="迎宾",
    en="Visit",
    prefix="JD",
    icon="reception",
    order=5,
    duty=1,
    spine=True,
    capture_roles=STAFF,
    help_zh="客户进门先点这里，问清需求再分流。之后的咨询、业务、设备辅导都挂在这次接待上。",
    help_en="Begin here when somebody comes in. What follows during the visit hangs on it.",
    fields=(
        choice(
            "need_type",
            "需求类型",
            "Need",
            (
                ("cash", "现金业务", "Cash"),
                ("non_cash", "非现金业务", "Not cash"),
                ("self_service", "自助可办", "Can be done at a device"),
                ("consultation", "咨询", "A question"),
                ("wealth_loan", "理财贷款", "Wealth or loan"),
                ("corporate", "对公", "Corporate"),
                ("complaint", "投诉", "A complaint"),
                ("other", "其他", "Other"),
            ),
            required=True,
            help_zh="问一句“您办理什么业务”，再点选。",
            help_en="Ask what they have come for, then choose.",
        ),
        choice(
            "diverted_to",
            "分流去向",
            "Sent to",
            (
                ("counter", "柜面", "Counter"),
                ("self_service", "自助设备", "Self-service device"),
                ("wealth_room", "理财室", "Wealth room"),
                ("loan_desk", "贷款专窗", "Loan desk"),
                ("writing_desk", "填单台", "Writing desk"),
                ("online", "线上", "Online"),
                ("left", "离开", "Left"),
            ),
            required=True,
            default="counter",
            group="diversion",
            help_zh="老年客户不引导分流，由其自愿选择。",
            help_en="Elderly customers choose for themselves; they are never steered to a device.",
        ),
        text(
            "ticket_no",
            "排队号",
            "Queue number",
            max=8,
            pattern="[A-Z]{0,2}[0-9]{1,5}",
            group="diversion",
            help_zh="照叫号单填写，例如 A032；没有取号可不填。",
            help_en="As on the slip, e.g. A032; leave it empty without one.",
        ),
        choices("segment", "客群", "Who needs attention", SEGMENTS, max=8),
        person(
            "customer_name",
            "称呼",
            "Customer",
            help_zh="可不填，例如：王女士；之后的登记不再重写。",
            help_en="Optional; what follows takes it over.",
        ),
        customer(),
        choice("customer_age", "年龄段", "Age group", AGE_GROUPS, derived=True),
        happened("arrival_at", "到店时间", "Arrived at", required=True),
        moment("called_at", "叫号时间", "Called at"),
        choice(
            "left_reason",
            "离开原因",
            "Why they left",
            (
                ("done", "已办结", "Done"),
                ("waited_too_long", "等待过久", "Waited too long"),
                ("papers_missing", "材料不齐", "Papers missing"),
                ("other", "其他", "Other"),
            ),
        ),
    ),
    rules=(
        Rule(
            "called_after_arrival",
            "called_at",
            must=("lte", "arrival_at", "called_at"),
            zh="叫号时间不能早于到店时间，请核对。",
            en="Nobody is called before they arrive; check the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="waiting",
        states=(
            State("waiting", "等待", "Waiting", "waiting"),
            State("called", "已叫号", "Called", "attention"),
            State("serving", "办理中", "Being served", "waiting"),
            State("left", "离开", "Left", "done", final=True),
        ),
        commands=(
            Command("call", "叫号", "Call", ("waiting",), "called", STAFF, args=("called_at", "ticket_no")),
            Command("serve", "开始办理", "Begin service", HERE, "serving", STAFF),
            Command("divert", "改分流", "Send elsewhere", HERE, None, FLOOR, args=("diverted_to", "ticket_no")),
            Command(
                "know", "补充客户", "Say who it is", HERE, None, STAFF, args=("customer_name", "customer_id", "segment")
            ),
            Command("leave", "离开", "Leave", HERE, "left", STAFF, args=("left_reason",), required=("left_reason",)),
        ),
    ),
    columns=ListColumns("need_type", ("ticket_no", "customer_name", "diverted_to")),
    search=("ticket_no", "customer_name", "need_type"),
    quick=Quick(
        fields=("need_type", "segment", "ticket_no", "diverted_to", "customer_name"),
        hours=((9, 12), (13, 17)),
    ),
    starts=(
        _here("consultation", "转咨询", "Consultation"),
        _here("business_request", "办业务", "Business"),
        _here("account_opening", "开户", "Open an account"),
        _here("material_check", "核对材料", "Check papers"),
        _here("assist_session", "设备辅导", "Help at a device"),
        _here("fraud_dissuasion", "诈骗劝阻", "Dissuade from fraud"),
        _here("elder_care", "老年关怀", "Care for the elderly"),
        Start(
            "complaint",
            "受理投诉",
            "Take a complaint",
            values=ON_THIS_VISIT,
            then="serve",
            when=("and", ("in", "status", HERE), ("eq", "need_type", "complaint")),
        ),
        Start("feedback", "记下意见", "Note an opinion", values={**ON_THIS_VISIT, "source": "=onsite"}),
        Start("lead", "登记意向", "Note an interest", values=ON_THIS_VISIT, when=("eq", "need_type", "wealth_loan")),
        Start(
            "survey_response",
            "邀请评价",
            "Invite to a survey",
            values={**ON_THIS_VISIT, "linked": "@record", "scene": "=counter"},
        ),
    ),
    derived=(customer_age(follows=("waiting", "called", "serving")),),
    retention=HOUSE_TERM,
    example={
        "need_type": "wealth_loan",
        "diverted_to": "loan_desk",
        "ticket_no": "L005",
        "segment": ["general"],
        "arrival_at": "2026-11-24T01:32:00.000Z",
        "called_at": "2026-11-24T01:41:00.000Z",
    },
)
