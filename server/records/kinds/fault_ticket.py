"""设备报修: a fault from the lobby to 技术支持部门 and back, with the time the device was down (domain.md §2.3, §6.4).

The department accepts, works and reports; 大堂经理 verifies, or opens it again. 状态确认 asks only whether the device is in order.
Where cash did not come out or did not arrive (GN02, GN04) a question to 运营部 about the funds opens by itself.
"""

from server.records.common_fields import AGENT, FLOOR, HOUSE_TERM, STAFF, customer, happened, machine, visit
from server.records.contributions import Derived, Document, Due, Key, ListColumns, Prefill, Quick, Rule, Start, Watch
from server.records.field import choice, flag, integer, moment, money, photos, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

SUPPORT = "tech_support"
FUNDS_MISSING = ("GN02", "GN04")
FOR_SECURITY = ("GS05", "GX01", "GX02")
WITH_SUPPORT = ("reported", "accepted", "in_progress", "reopened")
REPORT = ("work_done", "finding", "restored_at")


def to_department(department: str, about: str, content: str) -> dict[str, str]:
    return {"to_department": f"={department}", "ticket_type": f"={about}", "priority": "=urgent", "channel": "=system",
            "content": f"={content}", "linked": "@record"}  # fmt: skip


KIND = Kind(
    code="fault_ticket",
    zh="设备报修",
    en="Fault ticket",
    prefix="GZ",
    icon="fault",
    order=28,
    duty=3,
    capture_roles=(*STAFF, "safety_officer"),
    help_zh="选故障码即有首要处置提示。先安置客户，再报修；修好后由大堂经理验证。",
    help_en="The fault code tells what to do first. Look after the customer, then report; you verify the repair.",
    urgent=("priority", "urgent"),
    fields=(
        choice(
            "ticket_kind",
            "类别",
            "Kind",
            (("repair", "报修", "Repair"), ("status_check", "状态确认", "Check of the state")),
            required=True,
            default="repair",
        ),
        machine(required=True, help_zh="扫机身标签，或从列表选择", help_en="Scan the label, or pick from the list"),
        reference("fault_code", "故障码", "Fault", "fault_codes", group="fault"),
        choice(
            "priority",
            "紧急程度",
            "Urgency",
            (("urgent", "紧急", "Urgent"), ("high", "高", "High"), ("normal", "普通", "Normal")),
            required=True,
            default="normal",
            group="fault",
            help_zh="随故障码带出，可调整。",
            help_en="Comes with the fault code; change it if need be.",
        ),
        flag("customer_affected", "影响客户", "A customer is affected", required=True, default=False),
        money("amount_involved", "涉及金额", "Sum involved", privacy="C2", group="funds"),
        flag("card_retained", "吞卡", "A card was retained", group="funds",
             help_zh="请客户凭证件在规定时限内领取；不记卡面号码。",
             help_en="The customer collects it with their document; write down no number."),
        happened("down_from", "停用时间", "Down from", required=True, group="downtime"),
        text("symptom", "现象", "What happens", min=2, max=300, multiline=True),
        photos("pictures", "现场照片", "Photographs", max=4),
        choice(
            "finding",
            "检查结论",
            "Finding",
            (
                ("in_order", "设备正常", "In order"),
                ("repaired", "已修复", "Repaired"),
                ("part_replaced", "已换件", "Part replaced"),
                ("wrong_operation", "操作失误", "Wrong operation"),
                ("to_be_replaced", "待更换设备", "Device to be replaced"),
            ),
            group="report",
        ),
        text("work_done", "处理情况", "What was done", min=2, max=500, multiline=True, group="report"),
        moment("restored_at", "恢复时间", "Back at", group="report"),
        text("verified_how", "验证情况", "How it was verified", max=200, multiline=True),
        reference("assist_session_id", "对应辅导", "Session", "record:assist_session"),
        visit(),
        customer(),
        moment("due_at", "要求时限", "Due", derived=True),
        integer("downtime_minutes", "停用时长（分钟）", "Minutes down", min=0, max=5_256_000, derived=True),
        flag("recurrence", "复发", "Recurred", derived=True),
    ),
    rules=(
        Rule(
            "fault_code_needed",
            "fault_code",
            when=("eq", "ticket_kind", "repair"),
            must=("present", "fault_code"),
            zh="报修请选择故障码。",
            en="Choose the fault to be repaired.",
        ),
        Rule(
            "amount_of_missing_cash",
            "amount_involved",
            when=("in", "fault_code", FUNDS_MISSING),
            must=("present", "amount_involved"),
            zh="出钞不足或存款未入账，请填写涉及金额，便于运营部查账。",
            en="Give the sum that is missing, so that operations can look for it.",
        ),
        Rule(
            "retained_card_ticked",
            "card_retained",
            when=("eq", "fault_code", "GC01"),
            must=("eq", "card_retained", True),
            zh="故障为吞卡，请勾选“吞卡”。",
            en="The fault is a retained card; tick that too.",
        ),
        Rule(
            "restored_after_down",
            "restored_at",
            must=("lte", "down_from", "restored_at"),
            zh="恢复时间不能早于停用时间，请核对。",
            en="It cannot be back before it was down; check the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="reported",
        states=(
            State("reported", "已报", "Reported", "waiting"),
            State("accepted", "已接单", "Accepted", "waiting"),
            State("in_progress", "处理中", "In progress", "waiting"),
            State("to_verify", "待验证", "To be verified", "attention"),
            State("restored", "已恢复", "Restored", "done", final=True),
            State("reopened", "重开", "Opened again", "attention"),
        ),
        commands=(
            Command("accept", "接单", "Accept", ("reported", "reopened"), "accepted", AGENT, offline=False,
                    department=SUPPORT),
            Command("start", "开始处理", "Start work", ("reported", "accepted", "reopened"), "in_progress", AGENT,
                    offline=False, department=SUPPORT),
            Command("report_back", "处理完毕", "Report back", ("accepted", "in_progress"), "to_verify", AGENT,
                    args=REPORT, required=REPORT, offline=False, department=SUPPORT),
            Command("verify", "验证恢复", "Verify", ("to_verify",), "restored",
                    ("lobby_manager", "branch_manager", "ops_supervisor"), args=("verified_how",)),
            Command("reopen", "重开", "Open again", ("to_verify",), "reopened",
                    ("lobby_manager", "branch_manager", "ops_supervisor"), reason=True),
            Command("add", "补充现象", "Add to it", WITH_SUPPORT, None, FLOOR,
                    args=("symptom", "pictures", "amount_involved", "card_retained", "customer_affected")),
        ),
    ),
    columns=ListColumns("ticket_kind", ("fault_code", "symptom")),
    search=("symptom", "work_done", "fault_code"),
    quick=Quick(
        fields=("machine_id", "fault_code", "amount_involved", "card_retained", "ticket_kind"),
        last_used=("machine_id", "fault_code"),
        prefill=(Prefill("fault_code", "severity", "priority"),),
    ),
    starts=(
        Start("department_ticket", "到账查询（运营部）", "Ask operations about the funds",
              values=to_department("operations_dept", "arrival_query",
                                   "自助设备出钞不足或存款未入账，请核对账务并告知预计入账时间。"),
              when=("in", "fault_code", FUNDS_MISSING), auto=True),
        Start("department_ticket", "上报安全部", "Tell security",
              values=to_department("security_dept", "hazard_report",
                                   "自助设备存在安全隐患，已停用并保护现场，请安全部派员处置。"),
              when=("in", "fault_code", FOR_SECURITY)),
        Start("device_feedback", "设备反馈", "Opinion about the device",
              values={"machine_id": "machine_id", "visit_id": "visit_id"}),
    ),
    watches=(
        Watch("open", "未恢复报修", "Faults not restored", (*WITH_SUPPORT, "to_verify")),
    ),
    dues=(Due("due_at", WITH_SUPPORT, "设备报修待处理", "The fault is to be repaired"),),
    keys=(Key("same_fault", ("machine_id", "fault_code")),),
    derived=(
        Derived("due_at", "turnaround", {"department": f"={SUPPORT}", "priority": "priority"}),
        Derived("downtime_minutes", "minutes_between", {"from": "down_from", "to": "restored_at"}),
        Derived(
            "recurrence",
            "recurrence",
            {"key": "=same_fault", "days": "=fault_recurrence_days"},
            ("reported", "accepted", "in_progress", "to_verify", "restored", "reopened"),
        ),
    ),
    documents=(Document("D05", periodic=True),),
    retention=HOUSE_TERM,
    example={
        "ticket_kind": "repair",
        "machine_id": "01935b1e-7c00-7000-8000-000000000004",
        "fault_code": "GN02",
        "priority": "urgent",
        "customer_affected": True,
        "amount_involved": 50_000,
        "card_retained": False,
        "down_from": "2026-11-24T02:10:00.000Z",
        "symptom": "取 1000 元只出 500 元，屏幕提示“交易处理中”。",
    },
)  # fmt: skip
