"""风控措施异议: a customer objects to a risk measure taken with their account (domain.md §5.2).

A kind of its own beside the complaint: its term, its basis (反洗钱法第39条) and who decides it, 合规部 alone, are others. Essential
services are secured at once. What the record says may be told to the customer: never a risk level, a hit or a clue.
"""

from server.records.common_fields import AGENT, FLOOR, STAFF, SUPERVISORS, customer, visit
from server.records.contributions import Derived, Due, Key, ListColumns, Retention, Rule
from server.records.field import choice, day, flag, moment, person, photos, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

COMPLIANCE = "compliance_dept"

KIND = Kind(
    code="risk_objection",
    zh="风控措施异议",
    en="Objection to a risk measure",
    prefix="FK",
    icon="objection",
    order=45,
    duty=4,
    capture_roles=STAFF,
    help_zh="客户对账户限制等措施有异议时登记，由合规部答复。先保障基本生活用款，不向客户透露筛查情况。",
    help_en="When a customer objects to a restriction; compliance answers. Secure essential payments first, and disclose "
    "nothing of any screening.",
    fields=(
        day("received_at", "收到日期", "Received on", required=True),
        person("objector", "异议人", "Objector", required=True, group="customer"),
        telephone("objector_mobile", "联系电话", "Telephone", group="customer"),
        customer(group="customer"),
        visit(),
        choice(
            "measure",
            "所涉措施",
            "Measure",
            (
                ("transaction_limit", "限制交易", "Transactions restricted"),
                ("non_counter_limit", "限制非柜面业务", "Non-counter services restricted"),
                ("opening_refused", "拒绝开户", "Opening refused"),
                ("due_diligence", "要求补充尽调资料", "More due diligence asked for"),
                ("other", "其他", "Other"),
            ),
            required=True,
        ),
        text(
            "objection",
            "异议内容",
            "Objection",
            min=5,
            max=1000,
            required=True,
            multiline=True,
            privacy="C2",
            mask="hidden",
        ),
        photos("evidence", "客户提交的材料", "What the customer handed in", max=6),
        flag(
            "essential_affected",
            "影响基本生活用款",
            "Essential payments affected",
            group="essential",
            help_zh="医疗、社保、水电、工资等",
            help_en="Medical, social security, utilities, wages",
        ),
        text(
            "essential_measures",
            "保障措施",
            "How they are secured",
            min=2,
            max=500,
            multiline=True,
            group="essential",
        ),
        day("due_at", "答复期限", "Due on", derived=True),
        choice(
            "outcome",
            "处理结果",
            "Outcome",
            (
                ("upheld", "维持", "Upheld"),
                ("adjusted", "调整", "Adjusted"),
                ("lifted", "解除", "Lifted"),
            ),
            group="decision",
        ),
        text(
            "decision",
            "答复意见",
            "Answer to the customer",
            min=5,
            max=1000,
            multiline=True,
            privacy="C2",
            mask="hidden",
            group="decision",
            help_zh="写可以告知客户的理由与救济渠道",
            help_en="Reasons and remedies that may be told to the customer",
        ),
        moment("notified_at", "告知时间", "Told at"),
    ),
    rules=(
        Rule(
            "essentials_secured",
            "essential_measures",
            when=("eq", "essential_affected", True),
            must=("present", "essential_measures"),
            zh="影响基本生活用款时须立即保障，请写明采取的措施。",
            en="Essential payments are secured at once; say how.",
        ),
    ),
    life_cycle=LifeCycle(
        created="accepted",
        states=(
            State("accepted", "已受理", "Accepted", "attention"),
            State("checking", "核实", "Being verified", "attention"),
            State("decided", "已决定", "Decided", "attention"),
            State("notified", "已告知", "Told", "waiting"),
            State("archived", "归档", "Archived", "done", final=True),
            State("withdrawn", "已撤回", "Withdrawn", "void", final=True),
        ),
        commands=(
            Command(
                "check", "开始核实", "Verify", ("accepted",), "checking", AGENT, offline=False, department=COMPLIANCE
            ),
            Command(
                "decide",
                "作出答复",
                "Decide",
                ("accepted", "checking"),
                "decided",
                AGENT,
                args=("outcome", "decision"),
                required=("outcome", "decision"),
                offline=False,
                department=COMPLIANCE,
            ),
            Command(
                "notify",
                "告知客户",
                "Tell the customer",
                ("decided",),
                "notified",
                FLOOR,
                args=("notified_at",),
                required=("notified_at",),
            ),
            Command("archive", "归档", "Archive", ("notified",), "archived", SUPERVISORS),
            Command(
                "withdraw",
                "客户撤回",
                "Withdrawn by the customer",
                ("accepted", "checking", "decided"),
                "withdrawn",
                FLOOR,
                reason=True,
            ),
        ),
    ),
    columns=ListColumns("measure", ("objector", "due_at")),
    search=("objector", "measure"),
    derived=(Derived("due_at", "calendar_days", {"from": "received_at", "days": "=risk_objection_days"}),),
    dues=(Due("due_at", ("accepted", "checking", "decided"), "风控异议答复期限", "Objection to be answered"),),
    keys=(Key("same_matter", ("customer_id", "measure")),),
    retention=Retention(10, "比照反洗钱法第34条客户身份资料的保存期限", house=True),
    example={
        "received_at": "2026-11-24",
        "objector": "赵明",
        "objector_mobile": "13612345678",
        "measure": "non_counter_limit",
        "objection": "手机银行每日限额被调低，无法向装修公司付款，希望恢复。",
        "essential_affected": True,
        "essential_measures": "当日在柜面为客户办理医院缴费转账一笔，告知可凭证件到柜面办理。",
    },
)
